// Native generators with the least channel code there can be: a queue of who is ready, a place for one value.

export type Body = Generator<undefined, void, unknown>

export interface Meeting {
  value: number
  full: boolean
  /** Who waits, on this one alone or on all of `group`. */
  receiver: Body | null
  sender: Body | null
  group: readonly Meeting[] | null
}

export const meeting = (): Meeting => ({ value: 0, full: false, receiver: null, sender: null, group: null })

const ready: (Body | null)[] = []
let first = 0
let last = 0
let current: Body | null = null

export function spawn(body: Body): void {
  ready[last++] = body
}

export function* send(meeting: Meeting, value: number): Generator<undefined, void, unknown> {
  while (meeting.full) {
    meeting.sender = current
    yield
  }
  const { receiver, group } = meeting
  meeting.value = value
  meeting.full = true
  if (receiver !== null) {
    meeting.receiver = null
    if (group !== null) leave(group)
    spawn(receiver)
    return
  }
  meeting.sender = current
  yield
}

export function* receive(meeting: Meeting): Generator<undefined, number, unknown> {
  if (!meeting.full) {
    meeting.receiver = current
    yield
  }
  meeting.full = false
  const sender = meeting.sender
  if (sender !== null) {
    meeting.sender = null
    spawn(sender)
  }
  return meeting.value
}

function leave(group: readonly Meeting[]): void {
  for (const meeting of group) {
    meeting.receiver = null
    meeting.group = null
  }
}

/** A value of the first, as written, that has one. */
export function* select(group: readonly Meeting[]): Generator<undefined, number, unknown> {
  let index = firstFull(group)
  if (index < 0) {
    for (const meeting of group) {
      meeting.receiver = current
      meeting.group = group
    }
    yield
    index = firstFull(group)
  }
  return yield* receive(group[index]!)
}

function firstFull(group: readonly Meeting[]): number {
  for (let i = 0; i < group.length; i++) if (group[i]!.full) return i
  return -1
}

/** Until nobody is ready. */
export function run(): void {
  while (first < last) {
    current = ready[first]!
    ready[first++] = null
    if (first === last) first = last = 0
    current.next()
  }
}
