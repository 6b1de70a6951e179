import * as $$ from "stillframe/abi";
$$.module(1, "pp.ts", { ["ping"]: () => ping, ["pong"]: () => pong, ["run"]: () => run, ["channel"]: () => channel, ["spawn"]: () => spawn, ["Scheduler"]: () => Scheduler });
const $$k1 = $$.generatorRecord("pp.ts#ping", "ping", 3, [],
() => function (a, b, n) {
const $$f = new $$.Frame($$k1.code);
$$f.s0 = a;
$$f.s1 = b;
$$f.s2 = n;
return $$f;
},
{ "ping": ($$f, $$v) => {
let a, b, n, i, $$t1, $$t2;
let $$p = $$f.pc;
$$L: for (;;) switch ($$p) {
case 0:
a = $$f.s0;
b = $$f.s1;
n = $$f.s2;
i = 0;;
case 3:
if (!((i < n))) { $$p = 4; continue $$L; }
$$t1 = (a);
$$v = $$.enter($$t1.send, $$t1, [(i)], "a.send");
$$f.s0 = a;
$$f.s1 = b;
$$f.s2 = n;
$$f.s3 = i;
$$f.pc = 1; return $$v;
case 1:
a = $$f.s0;
b = $$f.s1;
n = $$f.s2;
i = $$f.s3;
$$t2 = (b);
$$v = $$.enter($$t2.receive, $$t2, [], "b.receive");
$$f.s0 = a;
$$f.s1 = b;
$$f.s2 = n;
$$f.s3 = i;
$$f.pc = 2; return $$v;
case 2:
a = $$f.s0;
b = $$f.s1;
n = $$f.s2;
i = $$f.s3;
(i++);
$$p = 3; continue $$L;
case 4:
$$f.pc = -1; return undefined;
}
} }["ping"],
false, { name: "ping", module: "pp.ts", shape: "29eoyh9z0rp", body: "1dgwc2wpq9p", slots: ["a","b","n","i"], points: [{ pc: 0, label: "start", line: 2, column: 1, live: [0, 1, 2] }, { pc: 1, label: "for/send#1", line: 3, column: 33, live: [0, 1, 2, 3] }, { pc: 2, label: "for/receive#1", line: 3, column: 51, live: [0, 1, 2, 3] }] });
const $$k2 = $$.generatorRecord("pp.ts#pong", "pong", 3, [],
() => function (a, b, n) {
const $$f = new $$.Frame($$k2.code);
$$f.s0 = a;
$$f.s1 = b;
$$f.s2 = n;
return $$f;
},
{ "pong": ($$f, $$v) => {
let a, b, n, i, v, $$t1, $$t2;
let $$p = $$f.pc;
$$L: for (;;) switch ($$p) {
case 0:
a = $$f.s0;
b = $$f.s1;
n = $$f.s2;
i = 0;;
case 3:
if (!((i < n))) { $$p = 4; continue $$L; }
$$t1 = (a);
$$v = $$.enter($$t1.receive, $$t1, [], "a.receive");
$$f.s0 = a;
$$f.s1 = b;
$$f.s2 = n;
$$f.s3 = i;
$$f.pc = 1; return $$v;
case 1:
a = $$f.s0;
b = $$f.s1;
n = $$f.s2;
i = $$f.s3;
v = $$v;
$$t2 = (b);
$$v = $$.enter($$t2.send, $$t2, [(v)], "b.send");
$$f.s0 = a;
$$f.s1 = b;
$$f.s2 = n;
$$f.s3 = i;
$$f.pc = 2; return $$v;
case 2:
a = $$f.s0;
b = $$f.s1;
n = $$f.s2;
i = $$f.s3;
(i++);
$$p = 3; continue $$L;
case 4:
$$f.pc = -1; return undefined;
}
} }["pong"],
false, { name: "pong", module: "pp.ts", shape: "1bsqwi6zp17", body: "sgmzegqmbi", slots: ["a","b","n","i"], points: [{ pc: 0, label: "start", line: 5, column: 1, live: [0, 1, 2] }, { pc: 1, label: "for/receive#1", line: 6, column: 43, live: [0, 1, 2, 3] }, { pc: 2, label: "for/send#1", line: 6, column: 63, live: [0, 1, 2, 3] }] });
var ping = $$.closure($$k1); var pong = $$.closure($$k2); 
import { channel, spawn, Scheduler } from "stillframe";
;
;
export function run(n) {
	const s = new Scheduler();
	const a = channel(), b = channel();
	s.spawn(ping, a, b, n);
	s.spawn(pong, a, b, n);
	const t = performance.now();
	s.run();
	return (performance.now() - t) * 1e6 / n;
}
for (let i = 0; i < 6; i++) console.log(run(1e6).toFixed(1), "ns/roundtrip");
