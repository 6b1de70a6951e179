// Paths in words: how a value was reached, for messages. Built only when something is refused.
//
//   tasklet "checkout" (orders.ts:41, at "approve#1") > local reply > .socket
//
//   PA1. A path begins at the last tasklet on the way, since that is what people look for; else at the root.
//   PA2. The frames of a tasklet are not segments: the frame that holds the local is named in the tasklet's parentheses;
//        callers further out are named by their function.
//   PA3. A long way is shown by its beginning and its end.
//
// Called by: encode.ts, trail.ts. Calls: the runtime's descriptions.

import { closureOf, Frame, generatorState, kindOf, Operation, pointOf, scopeOf } from '@stillframe/runtime/abi'
import { CALLER, CAPTURED, FIELD, INDEX, LOCAL, PROPERTY, WORDS, type EdgeKind, type Thing } from '../things/rows.ts'

export interface Step {
  readonly thing: Thing
  readonly kind: EdgeKind
  readonly key: PropertyKey
}

/** Words for the way along `way`, from the root (its edge does not count) to the culprit. */
export function pathOf(way: readonly Step[]): string {
  const steps = fromWaiting(way)
  let start = 0
  steps.forEach(({ thing }, i) => {
    if (i < steps.length - 1 && isTasklet(thing)) start = i
  })
  const segments: string[] = []
  for (let i = start; i < steps.length; i++) {
    const { thing, kind, key } = steps[i] as Step
    if (i === start) segments.push(kind === WORDS && String(key).includes('#') ? String(key) : headOf(thing, steps[i + 1]?.thing))
    else if (thing instanceof Frame && kind === FIELD && i > 0 && isTasklet(steps[i - 1]?.thing)) continue
    else if (thing instanceof Frame && kind === CALLER) segments.push(`caller ${frameWords(thing)}`)
    else if (kind === LOCAL && i < steps.length - 1 && typeof thing === 'object' && scopeOf(thing) !== undefined) continue // its variables are what people know
    else segments.push(edgeWords(kind, key, thing, steps[i - 1]?.thing))
  }
  return joined(segments)
}

/** What a tasklet waits for may have been reached through the scheduler's table of requests: its tasklet stands before it. PA1 */
function fromWaiting(way: readonly Step[]): readonly Step[] {
  const at = way.findLastIndex(({ thing }) => thing instanceof Operation && thing.tasklet !== null)
  if (at < 1 || way.slice(at - 1).some(({ thing }) => isTasklet(thing))) return way
  const { thing } = way[at] as Step
  return [{ thing: (thing as Operation<unknown>).tasklet as object, kind: FIELD, key: '' }, { thing, kind: FIELD, key: 'parkedOn' }, ...way.slice(at + 1)]
}

const MOST_SEGMENTS = 16
const FIRST_SEGMENTS = 4

/** PA3 */
export function joined(segments: readonly string[]): string {
  const left = segments.length - MOST_SEGMENTS
  if (left <= 0) return segments.join(' > ')
  return [...segments.slice(0, FIRST_SEGMENTS), `... ${left} more ...`, ...segments.slice(left + FIRST_SEGMENTS)].join(' > ')
}

function headOf(thing: Thing, next: Thing | undefined): string {
  if (isTasklet(thing)) {
    const name = (thing as unknown as { name: string }).name
    const frame = next instanceof Frame ? next : (thing as { top: Frame | null }).top
    const place = frame === null ? '' : placeOf(frame)
    return `tasklet "${name}"${place === '' ? '' : ` (${place})`}`
  }
  if (thing instanceof Frame) return frameWords(thing)
  const state = generatorState(thing)
  if (state !== undefined) return `generator ${closureOf(state.fn)?.record.name ?? state.fn.name}`
  return typeof thing === 'object' && kindOf(thing) !== undefined ? (kindOf(thing)?.name.toLowerCase() as string) : 'root'
}

export function isTasklet(thing: unknown): boolean {
  return typeof thing === 'object' && thing !== null && /^(stackless\.)?Tasklet$/.test(kindOf(thing)?.name ?? '')
}

/** `orders.ts:41, at "approve#1"` */
export function placeOf(frame: Frame): string {
  const point = pointOf(frame)
  const meta = frame.code.meta
  if (meta === null || point === undefined) return ''
  return placeWords(meta.module, point.line, point.label, point.pc === 0)
}

export function placeWords(module: string, line: number, label: string, atStart: boolean): string {
  return `${module}:${line}, ${atStart ? 'not started' : `at "${label}"`}`
}

export function frameWords(frame: Frame): string {
  const place = placeOf(frame)
  const name = frame.code.meta?.name ?? 'native frame'
  return place === '' ? name : `${name} (${place})`
}

function edgeWords(kind: EdgeKind, key: PropertyKey, thing: Thing, from: Thing | undefined): string {
  switch (kind) {
    case PROPERTY: return propertyWords(key)
    case INDEX: return `[${String(key)}]`
    case LOCAL: return String(key).startsWith('%') ? 'a value in use' : `local ${String(key)}`
    case CAPTURED: return `captured ${String(key)}`
    case FIELD: return fieldWords(String(key), thing, from)
    default: return String(key)
  }
}

function fieldWords(field: string, thing: Thing, from: Thing | undefined): string {
  const sends = field === 'inbox' ? (from as { parkedOn?: Operation<unknown> | null } | undefined)?.parkedOn : null
  if (sends instanceof Operation) return `${sends.describe()} > value`
  if (field === 'inbox' && isTasklet(from) && (from as { alive?: boolean }).alive === false) return (from as { error?: unknown }).error === thing ? 'error' : 'result'
  if (field === 'parkedOn') return thing instanceof Operation ? thing.describe() : field
  if (field === 'top' || field === 'frame') return thing instanceof Frame ? frameWords(thing) : field
  return field
}

function propertyWords(key: PropertyKey): string {
  if (typeof key === 'symbol') return `[${String(key)}]`
  const text = String(key)
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(text) ? `.${text}` : `[${JSON.stringify(text)}]`
}
