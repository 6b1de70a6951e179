import 'stillframe/register'
const { Scheduler, channel } = await import('stillframe')
const { guard, quest, dive, patrol } = await import('./programs/world.ts')
const { capture, restore } = await import('stillframe/snapshot')
const N=100000, kind = process.argv[2], what = process.argv[3]
const s = new Scheduler({clock:'virtual'})
if (kind==='dive') { s.spawn(dive, 500000); s.run({maxSwitches:1}) } else {
for (let i=0;i<N;i++) kind==='guard'? s.spawn(guard,i,channel()) : kind==='patrol' ? s.spawn(patrol,i,5) : s.spawn(quest,'ring')
s.run({maxSwitches:N}) }
let text
for (let k=0;k<(what==='capture'?6:1);k++){ const t=performance.now(); text=capture(s); console.log('capture', (performance.now()-t).toFixed(0)) }
if (what!=='capture') for (let k=0;k<6;k++){ const t=performance.now(); restore(text); console.log('restore', (performance.now()-t).toFixed(0)) }
