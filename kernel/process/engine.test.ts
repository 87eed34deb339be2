import assert from "node:assert/strict";
import { test } from "node:test";
import { Walk } from "./case.specimen.ts";
import { compiled } from "./specimens.ts";

const walk = async (lines: string, variables = {}, options = {}) => new Walk(await compiled(lines), variables, options);

test("a task waits until it is completed, and its results become case data", async () => {
  const c = await walk("start S\nuser A\nend E | pendopo:outcome=granted name=Selesai\nS > A > E");
  assert.deepEqual(c.open(), ["A"]);
  c.complete("A", { luas: 12 });
  assert.deepEqual(c.state.done, { kind: "completed", element: "E", name: "Selesai", outcome: "granted" });
  assert.deepEqual(c.state.variables, { luas: 12 });
  assert.deepEqual(c.kinds(), ["close-task", "finish"]);
});

test("a command sent twice is done once", async () => {
  const c = await walk("start S\nuser A\nuser B\nend E\nS > A > B > E");
  const key = c.key("A");
  c.complete("A");
  const before = JSON.stringify(c.state);
  c.take({ type: "completed", key });
  assert.equal(c.step.refused?.code, "not-open");
  assert.equal(JSON.stringify(c.state), before);
});

test("abstract and manual tasks wait as user tasks do", async () => {
  const c = await walk("start S\ntask A\nmanual B\nend E\nS > A > B > E");
  c.complete("A").complete("B");
  assert.equal(c.state.done?.kind, "completed");
});

test("an exclusive gateway takes the first true flow, else the default", async () => {
  const lines = "start S\nxor X\nuser A\nuser B\nuser C\nS > X\nX > A : n > 10\nX > B : n > 5\nX > C *";
  assert.deepEqual((await walk(lines, { n: 20 })).open(), ["A"]);
  assert.deepEqual((await walk(lines, { n: 7 })).open(), ["B"]);
  assert.deepEqual((await walk(lines, { n: 1 })).open(), ["C"]);
  assert.deepEqual((await walk(lines, {})).open(), ["C"]);
});

test("a gateway with no way out is an incident that can be tried again after the data is corrected", async () => {
  const c = await walk("start S\nxor X\nuser A\nuser B\nS > X\nX > A : n = 1\nX > B : n = 2", { n: 9 });
  assert.deepEqual(c.open(), ["!X"]);
  assert.equal(c.step.effects[0]?.kind, "incident");
  c.take({ type: "retry" });
  assert.deepEqual(c.open(), ["!X"]);
  c.take({ type: "variables", values: { n: 2 } });
  c.take({ type: "retry" });
  assert.deepEqual(c.open(), ["B"]);
});

test("parallel flows are joined once all have come", async () => {
  const c = await walk("start S\nand G\nuser A\nuser B\nand J\nuser C\nS > G\nG > A > J\nG > B > J\nJ > C");
  assert.deepEqual(c.open(), ["A", "B"]);
  c.complete("B");
  assert.deepEqual(c.open(), ["A"]);
  c.complete("A");
  assert.deepEqual(c.open(), ["C"]);
});

test("an inclusive join waits only for what was taken and can still come", async () => {
  const lines =
    "start S\nor G\nuser A\nuser B\nuser C\nor J\nuser D\nS > G\nG > A : a\nG > B : b\nG > C *\nA > J\nB > J\nC > J\nJ > D";
  const two = await walk(lines, { a: true, b: true });
  assert.deepEqual(two.complete("A").open(), ["B"]);
  assert.deepEqual(two.complete("B").open(), ["D"]);
  assert.deepEqual((await walk(lines, { a: true })).complete("A").open(), ["D"]);
  assert.deepEqual((await walk(lines, {})).complete("C").open(), ["D"]);
});

test("an inclusive join goes on when the missing token has left by another way", async () => {
  const lines =
    "start S\nand G\nuser A\nuser B\nxor X\nend F\nor J\nuser D\nS > G\nG > A > J\nG > B > X\nX > J : stay\nX > F *\nJ > D";
  const c = await walk(lines, {});
  assert.deepEqual(c.complete("A").open(), ["B"]);
  assert.deepEqual(c.complete("B", { stay: false }).open(), ["D"]);
});

test("a task with several ways out parts the flow, and a task with several ways in does not join it", async () => {
  const c = await walk("start S\nuser A\nuser B\nuser C\nuser D\nS > A\nA > B > D\nA > C > D");
  assert.deepEqual(c.complete("A").open(), ["B", "C"]);
  assert.deepEqual(c.complete("B").complete("C").open(), ["D", "D"]);
});

test("conditional flows of a task are all taken when true, the default when none is", async () => {
  const lines = "start S\nuser A\nuser B\nuser C\nuser D\nS > A\nA > B : b\nA > C : c\nA > D *";
  assert.deepEqual((await walk(lines, { b: true, c: true })).complete("A").open(), ["B", "C"]);
  assert.deepEqual((await walk(lines)).complete("A").open(), ["D"]);
});

test("a process without events begins where nothing leads and ends where nothing follows", async () => {
  const c = await walk("user A\nuser B\nA > B");
  c.complete("A").complete("B");
  assert.deepEqual(c.state.done, { kind: "completed" });
});

test("a service task is invoked and answered", async () => {
  const c = await walk("start S\nservice A | pendopo:act=issue-document\nend E\nS > A > E");
  const [invoke] = c.step.effects;
  assert.equal(invoke?.kind === "invoke" && invoke.act, "issue-document");
  assert.equal(c.complete("A", { number: 7 }).state.done?.kind, "completed");
});

test("work that fails and is caught goes the error's way; uncaught it waits to be tried again", async () => {
  const caught = await walk("start S\nservice A\nboundary B on A error FULL\nuser F\nend E\nS > A > E\nB > F");
  caught.take({ type: "failed", key: caught.key("A"), error: "FULL" });
  assert.deepEqual(caught.open(), ["F"]);
  const c = await walk("start S\nservice A\nboundary B on A error FULL\nuser F\nend E\nS > A > E\nB > F");
  c.take({ type: "failed", key: c.key("A"), error: "OTHER" });
  assert.deepEqual(c.kinds(), ["incident"]);
  c.take({ type: "retry", key: c.key("A") });
  assert.deepEqual(c.kinds(), ["resolved", "invoke"]);
  assert.equal(c.complete("A").state.done?.kind, "completed");
});

test("a script writes its result, and decides where the case goes", async () => {
  const c = await walk(
    "start S\nscript A | pendopo:result=total << <bpmn:script>price * 2</bpmn:script>\nxor X\nuser B\nuser C\nS > A > X\nX > B : total = 10\nX > C *",
    { price: 5 },
  );
  assert.deepEqual(c.open(), ["B"]);
  assert.equal(c.state.variables.total, 10);
});

test("a decision is asked inside, and its answer is in the effects", async () => {
  const options = { decide: (ref: string, { n }: Record<string, unknown>) => ({ value: `${ref}-${n}` }) };
  const c = await walk(
    "start S\nrule A | pendopo:decision=risk pendopo:result=risk\nuser B\nS > A > B",
    { n: 3 },
    options,
  );
  assert.deepEqual(c.step.effects[0], {
    kind: "decide",
    decision: "risk",
    element: "A",
    result: "risk",
    value: "risk-3",
  });
  assert.equal(c.state.variables.risk, "risk-3");
});

test("a decision that fails is an incident, tried again", async () => {
  let works = false;
  const options = { decide: () => (works ? { value: 1 } : { value: null, problem: "no table" }) };
  const c = await walk("start S\nrule A | pendopo:decision=risk pendopo:result=risk\nuser B\nS > A > B", {}, options);
  assert.deepEqual(c.open(), ["!A"]);
  works = true;
  c.take({ type: "retry" });
  assert.deepEqual(c.open(), ["B"]);
});

test("a send task hands its message over and does not wait", async () => {
  const c = await walk("start S\nsend A message Pemberitahuan | pendopo:notice=accepted\nuser B\nS > A > B");
  const [sent] = c.step.effects;
  assert.deepEqual(sent?.kind === "send" && [sent.message, sent.notice], ["Pemberitahuan", "accepted"]);
  assert.deepEqual(c.open(), ["B"]);
});

test("a receive task waits for its message", async () => {
  const c = await walk("start S\nreceive A message Bayar\nend E\nS > A > E");
  assert.equal(c.take({ type: "message", name: "Lain" }).refused?.code, "not-awaited");
  c.take({ type: "message", name: "Bayar", payload: { amount: 5 } });
  assert.equal(c.state.done?.kind, "completed");
  assert.equal(c.state.variables.amount, 5);
});

test("a message goes to the instance whose correlation key it carries", async () => {
  const lines =
    "start S\nand G\ncatch A message M | pendopo:correlation=x\ncatch B message M | pendopo:correlation=y\nuser C\nuser D\nS > G\nG > A > C\nG > B > D";
  const c = await walk(lines, { x: "1", y: "2" });
  c.take({ type: "message", name: "M", correlation: "2" });
  assert.deepEqual(c.open(), ["A", "D"]);
});

test("of the branches behind an event-based gateway the first event wins, the others are taken back", async () => {
  const lines =
    "start S\nchoice G\ncatch M message Bayar\ncatch T timer P3D\nuser A\nuser B\nS > G\nG > M > A\nG > T > B";
  const paid = await walk(lines);
  assert.deepEqual(paid.kinds(), ["await-message", "set-timer"]);
  paid.take({ type: "message", name: "Bayar" });
  assert.deepEqual(paid.open(), ["A"]);
  assert.deepEqual(paid.kinds(), ["stop-awaiting", "clear-timer", "open-task"]);
  const late = await walk(lines);
  assert.deepEqual(late.fire("T").open(), ["B"]);
  assert.equal(late.take({ type: "message", name: "Bayar" }).refused?.code, "not-awaited");
});

test("an intermediate timer has its due time worked out from the moment of the step", async () => {
  const c = await walk("start S\ncatch T timer P1DT2H\nuser A\nS > T > A");
  const [timer] = c.step.effects;
  assert.equal(timer?.kind === "set-timer" && timer.at, "2026-11-23T02:00:00.000Z");
  assert.deepEqual(c.fire("T").open(), ["A"]);
});

test("an interrupting boundary timer closes its task; completing the task clears the timer", async () => {
  const lines = "start S\nuser A\nboundary T on A timer P3D\nuser B\nuser C\nS > A > B\nT > C";
  const late = await walk(lines);
  const key = late.key("A");
  late.fire("T");
  assert.deepEqual(late.open(), ["C"]);
  assert.equal(late.take({ type: "completed", key }).refused?.code, "not-open");
  const early = await walk(lines);
  const timer = early.timers.get("T")!;
  early.complete("A");
  assert.deepEqual(early.open(), ["B"]);
  assert.equal(early.take({ type: "timer", key: timer }).refused?.code, "not-open");
});

test("a cycle fires again and again while its task is open, each time once", async () => {
  const c = await walk("start S\nuser A\nboundary T on A non timer R2/PT1H\nuser R\nend E\nS > A > E\nT > R");
  const first = c.timers.get("T")!;
  c.fire("T");
  assert.equal(c.take({ type: "timer", key: first }).refused?.code, "not-open");
  c.fire("T");
  assert.equal(c.timers.get("T"), `${first}.2`);
  assert.deepEqual(c.open(), ["A", "R", "R"]);
  assert.throws(() => c.fire("T"));
});

test("working days are left to the host's calendar", async () => {
  const c = await walk(
    'start S\nuser A\nboundary T on A non << <bpmn:timerEventDefinition pendopo:workingDays="promise + 1"/>\nuser R\nS > A\nT > R',
    { promise: 2 },
  );
  const timer = c.step.effects.find((each) => each.kind === "set-timer");
  assert.deepEqual([timer?.workingDays, timer?.at, timer?.of], [3, undefined, "A:1"]);
});

test("a timer without a time is an incident beside its task, and the task goes on", async () => {
  const c = await walk("start S\nuser A\nboundary T on A timer deadline\nuser R\nend E\nS > A > E\nT > R");
  assert.deepEqual(c.open(), ["A", "!T"]);
  c.take({ type: "variables", values: { deadline: "P2D" } });
  c.take({ type: "retry" });
  assert.deepEqual([c.open(), c.kinds()], [["A"], ["resolved", "set-timer"]]);
  assert.equal(c.complete("A").state.done?.kind, "completed");
});

test("a sub-process ends when all in it has ended, and its border can interrupt it whole", async () => {
  const lines =
    "start S\nsub P1 {\nstart S1\nand G\nuser A\nuser B\nend E1\nS1 > G\nG > A > E1\nG > B > E1\n}\nboundary T on P1 timer P1D\nuser C\nuser D\nS > P1 > C\nT > D";
  const c = await walk(lines);
  assert.deepEqual(c.complete("A").complete("B").open(), ["C"]);
  const late = await walk(lines);
  assert.deepEqual(late.complete("A").fire("T").open(), ["D"]);
});

test("an error end is caught at the border of its sub-process, by code before any", async () => {
  const lines =
    "start S\nsub P1 {\nstart S1\nand G\nuser A\nuser B\nend E1 error BAD\nend E2\nS1 > G\nG > A > E1\nG > B > E2\n}\nboundary X on P1 error\nboundary Y on P1 error BAD\nuser C\nuser D\nuser F\nS > P1 > C\nX > D\nY > F";
  const c = await walk(lines);
  c.complete("A");
  assert.deepEqual(c.open(), ["F"]);
});

test("an error that nobody catches ends the case with that error", async () => {
  const c = await walk("start S\nand G\nuser A\nuser B\nend E error BAD\nend F\nS > G\nG > A > E\nG > B > F");
  c.complete("A");
  assert.deepEqual([c.state.done?.kind, c.state.done?.error, c.open()], ["error", "BAD", []]);
});

test("an escalation is told outside and leaves the work running when its catcher does not interrupt", async () => {
  const lines =
    "start S\nsub P1 {\nstart S1\nuser A\nthrow X escalation LATE\nuser B\nend E1\nS1 > A > X > B > E1\n}\nboundary Y on P1 non escalation LATE\nuser C\nuser D\nS > P1 > C\nY > D";
  const c = await walk(lines);
  c.complete("A");
  assert.deepEqual(c.open(), ["D", "B"].sort().reverse());
  assert.ok(c.step.effects.some((each) => each.kind === "escalate" && each.caught));
});

test("an interrupting escalation takes the sub-process away", async () => {
  const lines =
    "start S\nsub P1 {\nstart S1\nuser A\nthrow X escalation LATE\nuser B\nend E1\nS1 > A > X > B > E1\n}\nboundary Y on P1 escalation LATE\nuser C\nuser D\nS > P1 > C\nY > D";
  const c = await walk(lines);
  assert.deepEqual(c.complete("A").open(), ["D"]);
});

test("terminate inside a sub-process ends the sub-process alone; at the top it ends the case", async () => {
  const lines =
    "start S\nsub P1 {\nstart S1\nand G\nuser A\nuser B\nend E1 terminate\nend E2\nS1 > G\nG > A > E1\nG > B > E2\n}\nuser C\nend E terminate\nS > P1 > C > E";
  const c = await walk(lines);
  assert.deepEqual(c.complete("A").open(), ["C"]);
  assert.equal(c.complete("C").state.done?.kind, "terminated");
});

test("a signal reaches all who wait for it in the case", async () => {
  const lines =
    "start S\nand G\ncatch A signal GO\ncatch B signal GO\nuser C\nuser D\nuser F\nthrow X signal GO\nend E\nS > G\nG > A > C\nG > B > D\nG > F > X > E";
  const c = await walk(lines);
  c.complete("F");
  assert.deepEqual(c.open(), ["C", "D"]);
  const other = await walk(lines);
  other.take({ type: "signal", name: "GO" });
  assert.deepEqual(other.open(), ["F", "C", "D"]);
});

test("a link leads from its throwing to its catching event", async () => {
  const c = await walk("start S\nuser A\nthrow X link L\ncatch Y link L\nuser B\nS > A > X\nY > B");
  assert.deepEqual(c.complete("A").open(), ["B"]);
});

test("a call activity waits for the called process to return", async () => {
  const c = await walk("start S\ncall A | calledElement=Lain\nuser B\nS > A > B");
  const [call] = c.step.effects;
  assert.equal(call?.kind === "call" && call.called, "Lain");
  c.take({ type: "returned", key: c.key("A"), results: { ok: true } });
  assert.deepEqual([c.open(), c.state.variables], [["B"], { ok: true }]);
});

test("an event sub-process that interrupts takes over its scope", async () => {
  const lines =
    "start S\nuser A\nend E\nesub X {\nstart XS message Tarik\nuser W\nend XE | pendopo:outcome=withdrawn\nXS > W > XE\n}\nS > A > E";
  const c = await walk(lines);
  c.take({ type: "message", name: "Tarik" });
  assert.deepEqual(c.open(), ["W"]);
  c.complete("W");
  assert.equal(c.state.done?.kind, "completed");
});

test("an event sub-process that does not interrupt runs beside, as often as its event comes", async () => {
  const lines =
    "start S\nuser A\nend E\nesub X {\nstart XS non message Tanya\nuser W\nend XE\nXS > W > XE\n}\nS > A > E";
  const c = await walk(lines);
  c.take({ type: "message", name: "Tanya" });
  c.take({ type: "message", name: "Tanya" });
  assert.deepEqual(c.open(), ["A", "W", "W"]);
  c.complete("A");
  assert.ok(!c.kinds().includes("finish"));
  c.complete("W").complete("W");
  assert.deepEqual(c.state.done, { kind: "completed", element: "E" });
});

test("an event sub-process catches the error of its scope", async () => {
  const lines =
    "start S\nuser A\nend E error BAD\nesub X {\nstart XS error BAD\nuser W\nend XE\nXS > W > XE\n}\nS > A > E";
  const c = await walk(lines);
  assert.deepEqual(c.complete("A").open(), ["W"]);
  assert.equal(c.complete("W").state.done?.kind, "completed");
});

const multi = (inside: string, sequential = false) =>
  `<bpmn:multiInstanceLoopCharacteristics${sequential ? ' isSequential="true"' : ""}>${inside}</bpmn:multiInstanceLoopCharacteristics>`;

test("parallel instances run over a list, each with its item, and their results are collected in its order", async () => {
  const lines = `start S\nuser A | pendopo:collection=people pendopo:item=person pendopo:output=vote pendopo:outputList=votes << ${multi("")}\nuser B\nS > A > B`;
  const c = await walk(lines, { people: ["Ani", "Budi", "Cici"] });
  assert.deepEqual(
    c.step.effects.map((each) => each.kind === "open-task" && each.locals?.person),
    ["Ani", "Budi", "Cici"],
  );
  const [a, b, d] = c.state.open.filter((each) => !each.is).map((each) => `${each.e}:${each.n}`);
  c.take({ type: "completed", key: b!, results: { vote: "yes" } });
  c.take({ type: "completed", key: d!, results: { vote: "no" } });
  c.take({ type: "completed", key: a!, results: { vote: "late" } });
  assert.deepEqual([c.open(), c.state.variables.votes], [["B"], ["late", "yes", "no"]]);
});

test("sequential instances come one after the other", async () => {
  const c = await walk(
    `start S\nuser A << ${multi("<bpmn:loopCardinality>n</bpmn:loopCardinality>", true)}\nuser B\nS > A > B`,
    { n: 2 },
  );
  assert.deepEqual(c.complete("A").open(), ["A"]);
  assert.deepEqual(c.complete("A").open(), ["B"]);
});

test("instances end early when the completion condition is true", async () => {
  const inside =
    "<bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:completionCondition>nrOfCompletedInstances >= 2</bpmn:completionCondition>".replace(
      ">=",
      "&gt;=",
    );
  const c = await walk(`start S\nuser A << ${multi(inside)}\nuser B\nS > A > B`);
  assert.deepEqual(c.complete("A").complete("A").open(), ["B"]);
});

test("no instance at all goes straight on; a list that is none is an incident", async () => {
  const lines = `start S\nuser A | pendopo:collection=people << ${multi("")}\nuser B\nS > A > B`;
  assert.deepEqual((await walk(lines, { people: [] })).open(), ["B"]);
  assert.deepEqual((await walk(lines, { people: "Ani" })).open(), ["!A"]);
});

test("a boundary timer watches all instances together", async () => {
  const c = await walk(
    `start S\nuser A << ${multi("<bpmn:loopCardinality>3</bpmn:loopCardinality>")}\nboundary T on A timer P1D\nuser B\nuser C\nS > A > B\nT > C`,
  );
  assert.equal(c.step.effects.filter((each) => each.kind === "set-timer").length, 1);
  assert.deepEqual(c.fire("T").open(), ["C"]);
});

test("a repeated sub-process keeps the data of each instance apart", async () => {
  const head = `sub A { | pendopo:collection=people pendopo:item=person pendopo:output=ok pendopo:outputList=oks << ${multi("")}`;
  const script = '<bpmn:script>person = "Ani"</bpmn:script>';
  const c = await walk(
    `start S\n${head}\nstart S1\nscript T | pendopo:result=ok << ${script}\nuser U\nend E1\nS1 > T > U > E1\n}\nuser B\nS > A > B`,
    { people: ["Ani", "Budi"] },
  );
  c.complete("U").complete("U");
  assert.deepEqual([c.open(), c.state.variables.oks], [["B"], [true, false]]);
});

test("a standard loop goes on while its condition holds", async () => {
  const loop =
    "<bpmn:standardLoopCharacteristics><bpmn:loopCondition>again</bpmn:loopCondition></bpmn:standardLoopCharacteristics>";
  const c = await walk(`start S\nuser A << ${loop}\nuser B\nS > A > B`);
  assert.deepEqual(c.complete("A", { again: true }).open(), ["A"]);
  assert.deepEqual(c.complete("A", { again: false }).open(), ["B"]);
});

test("a loop in which nothing waits is cut, and says which elements make it", async () => {
  const c = await walk(
    "start S\nxor X\nscript A << <bpmn:script>1</bpmn:script>\nxor Y\nend E\nS > X > A > Y\nY > X : not(stop = true)\nY > E *",
  );
  assert.deepEqual(c.open(), ["!X"]);
  const incident = c.step.effects.find((each) => each.kind === "incident");
  assert.equal(incident?.params.elements, "X, A, Y");
  c.take({ type: "variables", values: { stop: true } });
  c.take({ type: "retry" });
  assert.equal(c.state.done?.kind, "completed");
});

test("a join that waits for ever is told, not silently kept", async () => {
  const c = await walk(
    "start S\nxor X\nuser A\nuser B\nand J\nend E\nS > X\nX > A : true\nX > B *\nA > J\nB > J\nJ > E",
  );
  c.complete("A");
  assert.deepEqual(c.open(), ["!J"]);
});

test("a case can be cancelled: all is closed", async () => {
  const c = await walk(
    "start S\nuser A\nboundary T on A timer P1D\nservice B\nand G\nend E\nS > G\nG > A > E\nG > B > E\nT > E",
  );
  c.take({ type: "cancelled", reason: "withdrawn" });
  assert.deepEqual(c.kinds(), ["close-task", "clear-timer", "cancel-invoke", "finish"]);
  assert.equal(c.take({ type: "completed", key: "A:1" }).refused?.code, "finished");
});

test("a message can start a process", async () => {
  const lines = "start S\nstart M message Lapor\nuser A\nuser B\nS > A\nM > B";
  assert.deepEqual((await walk(lines)).open(), ["A"]);
  assert.deepEqual((await walk(lines, {}, { message: "Lapor" })).open(), ["B"]);
  assert.equal((await walk(lines, {}, { message: "Lain" })).step.refused?.code, "no-start");
});

test("FEEL's now is the moment of the event, so that a replay on another day gives the same state", async () => {
  const script = "<bpmn:script>string(today())</bpmn:script>";
  const c = await walk(
    `start S\nuser A\nscript T | pendopo:result=day << ${script}\nuser B\nS > A > T > B`,
    {},
    { zone: "+07:00" },
  );
  c.now = "2026-11-22T18:30:00Z";
  c.complete("A");
  assert.equal(c.state.variables.day, "2026-11-23");
  assert.deepEqual(c.replayed(), c.state);
});

test("a signal that calls itself forth is cut, and the case can still be cancelled", async () => {
  const c = await walk(
    "start S\nuser A\nend E\nesub X {\nstart XS non signal GO\nthrow T signal GO\nend XE\nXS > T > XE\n}\nS > A > E",
  );
  const begun = performance.now();
  c.take({ type: "signal", name: "GO" });
  assert.ok(performance.now() - begun < 5000);
  assert.ok(c.step.effects.some((each) => each.kind === "incident" && each.code === "endless-loop"));
  c.take({ type: "cancelled" });
  assert.equal(c.state.done?.kind, "cancelled");
});

test("nothing that is sent to a case makes it throw", async () => {
  const process = await compiled(
    "start S\nuser A\nboundary T on A timer PT1H\nreceive R message M\nend E\nS > A > R > E\nT > R",
  );
  const strange = [
    null,
    undefined,
    7,
    "",
    "A",
    "A:",
    "A:1e3",
    "__proto__:1",
    ":1",
    "T:1.99",
    "A:1\n",
    "R:2",
    {},
    [],
    "A:99999999999999999999",
  ];
  for (const type of [
    "completed",
    "timer",
    "message",
    "signal",
    "returned",
    "failed",
    "escalated",
    "retry",
    "variables",
    "nonsense",
  ]) {
    for (const value of strange) {
      const c = new Walk(process);
      const event = {
        type,
        key: value,
        name: value,
        error: value,
        code: value,
        results: value,
        payload: value,
        values: value,
      };
      const step = c.take(event as never);
      assert.ok(step.refused || step.state, `${type} ${String(value)}`);
      assert.deepEqual(JSON.parse(JSON.stringify(step.state)), step.state);
    }
  }
});

test("names that JavaScript knows are only names", async () => {
  const c = await walk(
    "start S\nuser constructor\nxor toString\nend E\nend F\nS > constructor > toString\ntoString > E : ok\ntoString > F *",
  );
  const results = JSON.parse('{"__proto__": {"ok": true}, "constructor": 1}');
  c.complete("constructor", results);
  assert.equal(c.state.done?.element, "F");
  assert.equal(({} as { ok?: boolean }).ok, undefined);
});

test("a called process that fails goes the error's way, and a task can raise an escalation while it goes on", async () => {
  const failed = await walk(
    "start S\ncall A | calledElement=Lain\nboundary B on A error\nuser F\nend E\nS > A > E\nB > F",
  );
  failed.take({ type: "failed", key: failed.key("A"), error: "ANY" });
  assert.deepEqual(failed.open(), ["F"]);
  const c = await walk("start S\nuser A\nboundary B on A non escalation LATE\nuser F\nend E\nS > A > E\nB > F");
  c.take({ type: "escalated", key: c.key("A"), code: "LATE" });
  assert.deepEqual(c.open(), ["A", "F"]);
  c.take({ type: "escalated", key: c.key("A"), code: "OTHER" });
  assert.ok(c.step.effects.some((each) => each.kind === "escalate" && !each.caught));
  assert.deepEqual(c.open(), ["A", "F"]);
});

test("a message on the border of a task comes as often as it is sent, or takes the task away", async () => {
  const beside = await walk("start S\nuser A\nboundary B on A non message M\nuser F\nend E\nS > A > E\nB > F");
  beside.take({ type: "message", name: "M", payload: { note: 1 } });
  beside.take({ type: "message", name: "M", payload: { note: 2 } });
  assert.deepEqual([beside.open(), beside.state.variables], [["A", "F", "F"], { note: 2 }]);
  const away = await walk("start S\nuser A\nboundary B on A message M\nuser F\nend E\nS > A > E\nB > F");
  away.take({ type: "message", name: "M" });
  assert.deepEqual([away.open(), away.kinds()], [["F"], ["close-task", "stop-awaiting", "open-task"]]);
});

test("a deadline over the whole case is an event sub-process with a timer; it is cleared when the case ends", async () => {
  const lines = "start S\nuser A\nend E\nesub X {\nstart XS timer P10D\nuser W\nend XE\nXS > W > XE\n}\nS > A > E";
  const late = await walk(lines);
  late.fire("XS");
  assert.deepEqual(late.open(), ["W"]);
  const early = await walk(lines);
  early.complete("A");
  assert.deepEqual(early.kinds(), ["close-task", "clear-timer", "finish"]);
});

test("a repeated reminder of the whole case fires by its cycle and starts its part each time", async () => {
  const c = await walk(
    "start S\nuser A\nend E\nesub X {\nstart XS non timer R2/P1D\nsend N | pendopo:notice=still-open\nend XE\nXS > N > XE\n}\nS > A > E",
  );
  c.fire("XS");
  assert.ok(c.kinds().includes("send"));
  c.fire("XS");
  assert.throws(() => c.fire("XS"));
  assert.equal(c.complete("A").state.done?.kind, "completed");
});

test("a cycle with a beginning fires at its beginning, then at even distances", async () => {
  const c = await walk(
    "start S\nuser A\nboundary T on A non timer R3/2026-12-01T00:00:00Z/P1M\nend F\nend E\nS > A > E\nT > F",
  );
  const due = () => c.step.effects.find((each) => each.kind === "set-timer")?.at;
  assert.equal(due(), "2026-12-01T00:00:00.000Z");
  c.fire("T");
  assert.equal(due(), "2027-01-01T00:00:00.000Z");
});

test("an error thrown by a handler is not caught by the scope it handles, but by the one around", async () => {
  const c = await walk(
    "start S\nsub P1 {\nstart S1\nuser A\nend E1\nS1 > A > E1\nesub X {\nstart XS message M\nuser W\nend XE error BAD\nXS > W > XE\n}\nesub Y {\nstart YS error BAD\nuser Never\nYS > Never\n}\n}\nboundary B on P1 error BAD\nuser F\nend E\nS > P1 > E\nB > F",
  );
  c.take({ type: "message", name: "M" });
  assert.deepEqual(c.complete("W").open(), ["F"]);
});

test("sequential instances keep the list with which they began, though the data changes", async () => {
  const c = await walk(
    `start S\nuser A | pendopo:collection=people pendopo:item=person << ${multi("", true)}\nuser B\nS > A > B`,
    { people: ["Ani", "Budi"] },
  );
  const person = () => c.step.effects.find((each) => each.kind === "open-task")?.locals?.person;
  assert.equal(person(), "Ani");
  c.complete("A", { people: [] });
  assert.equal(person(), "Budi");
  assert.deepEqual(c.complete("A").open(), ["B"]);
});

test("an error in one of several instances takes all of them", async () => {
  const head = `sub P1 { << ${multi("<bpmn:loopCardinality>2</bpmn:loopCardinality>")}`;
  const c = await walk(
    `start S\n${head}\nstart S1\nuser A\nxor X\nend E1\nend E2 error BAD\nS1 > A > X\nX > E1 : ok\nX > E2 *\n}\nboundary B on P1 error BAD\nuser F\nend E\nS > P1 > E\nB > F`,
  );
  assert.deepEqual(c.open(), ["A", "A"]);
  assert.deepEqual(c.complete("A", { ok: false }).open(), ["F"]);
});

test("the state of an ordinary case is small", async () => {
  const c = await walk(
    "start S\nand G\nuser Pemeriksaan_lokasi\nboundary T on Pemeriksaan_lokasi non timer P3D\nservice Uji_laboratorium\nand J\nend E\nend F\nS > G\nG > Pemeriksaan_lokasi > J\nG > Uji_laboratorium > J\nJ > E\nT > F",
  );
  const { variables: _, ...control } = c.state;
  assert.ok(JSON.stringify(control).length < 200, JSON.stringify(control));
});

test("case data is JSON, whatever it was made of", async () => {
  let deep: unknown = "bottom";
  for (let i = 0; i < 50_000; i++) deep = [deep];
  const c = await walk("start S\nuser A\nuser B\nS > A > B", {
    when: new Date("2026-11-22T00:00:00Z"),
    none: undefined,
  });
  assert.deepEqual(c.state.variables, { when: "2026-11-22T00:00:00.000Z", none: null });
  c.complete("A", { nan: Number.NaN, zero: -0, big: 10n, deep, act: () => 1 });
  assert.deepEqual(JSON.parse(JSON.stringify(c.state)), c.state);
  const { nan, big, act } = JSON.parse(JSON.stringify(c.state.variables));
  assert.deepEqual([nan, big, act], [null, 10, null]);
});
