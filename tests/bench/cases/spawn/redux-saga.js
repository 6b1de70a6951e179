import { runSaga } from 'redux-saga'
import { fork, join } from 'redux-saga/effects'

function* body(a) {
  return a + 1
}

function* all(batches) {
  for (let i = 0; i < batches; i++) {
    const tasks = []
    for (let j = 0; j < 1000; j++) tasks.push(yield fork(body, j))
    yield join(tasks)
  }
}

export async function round(most) {
  const batches = Math.ceil(most / 50)
  await runSaga({}, all, batches).toPromise()
  return batches * 1000
}
