// shuffle-safe
// Two tasklets that hold one object see each other's changes, and it is the same object.

import { spawn } from 'stillframe'
import { log, type Task } from '../log.ts'

interface Account { balance: number; owner?: Account }

function* deposit(account: Account, amount: number): Task<Account> {
  for (let i = 0; i < amount; i++) {
    account.balance++
    yield
  }
  return account
}

export default function* main(): Task {
  const account: Account = { balance: 0 }
  account.owner = account
  const a = spawn(deposit, account, 3)
  const b = spawn(deposit, account, 4)
  const same = (yield* a.join()) === (yield* b.join())
  log(account.balance, same, account.owner === account) // expect: 7 true true
}
