import { buffers, channel, runSaga } from 'redux-saga'
import { call, fork, put, take } from 'redux-saga/effects'

function* server(trips, requests, replies) {
  for (let i = 0; i < trips; i++) yield put(replies, { value: (yield take(requests)).value + 1 })
}

function* client(trips) {
  const requests = yield call(channel, buffers.expanding(1))
  const replies = yield call(channel, buffers.expanding(1))
  yield fork(server, trips, requests, replies)
  let value = 0
  for (let i = 0; i < trips; i++) {
    yield put(requests, { value })
    value = (yield take(replies)).value
  }
  return value
}

export async function round(most) {
  const trips = Math.ceil(most / 15)
  const count = await runSaga({}, client, trips).toPromise()
  if (count !== trips) throw new Error(`wrong count ${count}`)
  return trips
}
