import 'stillframe/register'
const { Scheduler, channel } = await import('stillframe')
const { capture, restore } = await import('stillframe/snapshot')
const { guard, patrol, quest, dive } = await import('./programs/world.ts')
import v8 from 'node:v8'
const N = Number(process.argv[2] ?? 100000)
const time = (f, n=3) => { let best = Infinity, r; for (let i=0;i<n;i++){ globalThis.gc?.(); const t=performance.now(); r=f(); best=Math.min(best, performance.now()-t)} return [best, r] }
function one(spawn) { const s = new Scheduler({clock:'virtual'}); const t = spawn(s); s.run({maxSwitches:1}); return capture(t) }
console.log('one-frame', one((s)=>s.spawn(guard, 1, channel())).length, one((s)=>s.spawn(patrol,1,5)).length, 'three', one((s)=>s.spawn(quest,'ring')).length)
console.log(one((s)=>s.spawn(guard, 1, channel())))
console.log(one((s)=>s.spawn(quest,'ring')))
for (const kind of ['guard','patrol','quest']) {
  const s = new Scheduler({clock:'virtual'}); const list=[]
  for (let i=0;i<N;i++) list.push(kind==='guard'?s.spawn(guard,i,channel()):kind==='patrol'?s.spawn(patrol,i,5):s.spawn(quest,'ring'))
  s.run({maxSwitches:N})
  const [tc, text] = time(()=>capture(s)); const [tr, copy] = time(()=>restore(text))
  const records = list.map((t,i)=>({id:t.id,name:t.name,state:'parked',frame:{function:'world.ts#guard',label:'receive#1',line:8,post:i,hits:100}, waits:{kind:'receive',channel:{capacity:0,closed:false,preference:-1,buffer:[],waiting:[t.id]}}}))
  const [tj, jt] = time(()=>JSON.stringify(records)); const [tp] = time(()=>JSON.parse(jt))
  const world = { ring: [], living: [] }
  for (let i=0;i<N;i++){ const tk={id:i,name:'guard',state:3,top:{code:1,pc:1,up:null,s0:i,s1:100,s2:null},inbox:undefined,mode:0,parkedOn:null,joiners:null}
    const ch={capacity:0,preference:-1,closed:false,cause:undefined,buffer:[],waiting:[]}; const op={tasklet:tk,channel:ch,direction:-1,value:undefined,wrapped:false}; ch.waiting.push(op); tk.parkedOn=op; tk.top.s2=ch; world.living.push(tk)}
  const [ts, buf] = time(()=>v8.serialize(world)); const [td] = time(()=>v8.deserialize(buf))
  console.log(kind, 'bytes/tasklet', text.length/N, 'capture', tc.toFixed(0), 'restore', tr.toFixed(0), 'JSON', tj.toFixed(0), tp.toFixed(0), jt.length/N, 'v8', ts.toFixed(0), td.toFixed(0), buf.length/N, 'ratio JSON', ((tc+tr)/(tj+tp)).toFixed(2), 'v8', ((tc+tr)/(ts+td)).toFixed(2))
}
for (const d of [100000, 1000000]) { const s = new Scheduler({clock:'virtual'}); const t = s.spawn(dive, d); s.run({maxSwitches:1}); const [tc,text]=time(()=>capture(t),1); const [tr]=time(()=>restore(text),1); console.log('dive',d,text.length,tc.toFixed(0),tr.toFixed(0)) }
