// The scorecard: small adversarial programs, each driven in every way, native against compiled and restored.

import test from 'ava'
import { casesOf, topics } from './cases.ts'
import { compare, explain, type Mode } from './differential.ts'

const parses = (syntax: string): boolean => {
  try {
    return Boolean(new Function(syntax))
  } catch {
    return false
  }
}

for (const topic of topics()) {
  for (const { name, source, needs, notRoundtrip, enginesDiffer } of casesOf(topic)) {
    const declare = needs !== undefined && !parses(needs) ? test.skip : test
    declare(`${topic}: ${name}`, async (t) => {
      const modes: Mode[] = notRoundtrip === undefined ? ['compiled', 'roundtrip'] : ['compiled']
      const difference = await compare(source, `scorecard/${topic}/${name}.js`, modes, { enginesDiffer: enginesDiffer !== undefined })
      t.is(difference === undefined ? '' : explain(difference), '')
    })
  }
}
