import { buffers, channel, runSaga } from 'redux-saga'
import { call, fork, put, take } from 'redux-saga/effects'

const TRIPS = 20_000

function* server(requests, replies) {
  for (let i = 0; i < TRIPS; i++) yield put(replies, { value: (yield take(requests)).value + 1 })
}

function* client() {
  const requests = yield call(channel, buffers.expanding(1))
  const replies = yield call(channel, buffers.expanding(1))
  yield fork(server, requests, replies)
  let value = 0
  for (let i = 0; i < TRIPS; i++) {
    yield put(requests, { value })
    value = (yield take(replies)).value
  }
  return value
}

export async function round() {
  const count = await runSaga({}, client).toPromise()
  if (count !== TRIPS) throw new Error(`wrong count ${count}`)
  return TRIPS
}
