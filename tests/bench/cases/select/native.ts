import { meeting, run, select, send, spawn, type Body, type Meeting } from '../../shared/meeting.ts'

const CHANNELS = 8

function* producer(out: Meeting, values: number): Body {
  for (let i = 0; i < values; i++) yield* send(out, i)
}

function* consumer(channels: Meeting[], values: number): Body {
  for (let i = 0; i < values; i++) sum += yield* select(channels)
}

let sum = 0

export function round(values: number): number {
  sum = 0
  const each = values / CHANNELS
  const channels = Array.from({ length: CHANNELS }, meeting)
  for (const one of channels) spawn(producer(one, each))
  spawn(consumer(channels, values))
  run()
  if (sum !== (CHANNELS * each * (each - 1)) / 2) throw new Error(`wrong sum ${sum}`)
  return values
}
