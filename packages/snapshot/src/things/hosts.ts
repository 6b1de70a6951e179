// Objects of Intl and Temporal: made again from what they say of themselves.
//
//   HO1. An Intl object is its constructor, its locale and its resolved options, which give an object that resolves to the
//        same. Where that is not so it is refused: a DateTimeFormat forgets which of its fields were asked for.
//   HO2. A Temporal object is what its constructor takes: numbers, a calendar, a time zone. Its text would not do: it says
//        1500 ms as 1.5 s, and leaves out reference years.
//   HO3. A host that does not know the class, the locale or the zone refuses: another would be another object.
//
// Called by: values.ts, classify.ts. Calls: properties.ts, Intl, Temporal.

import { fail, refuse } from '../errors.ts'
import { need } from '../text/format.ts'
import { coversNothing, saveOdd } from './properties.ts'
import { PROPERTY, Refused, row, type AnyRow } from './rows.ts'

type Class = (new (...args: unknown[]) => object) & { readonly prototype: object }
type Namespace = Readonly<Record<string, Class | undefined>>
type Options = Readonly<Record<string, unknown>>

const namespace = (name: 'Intl' | 'Temporal'): Namespace => ((globalThis as unknown as Record<string, Namespace | undefined>)[name] ?? {})

const FORMATS = ['NumberFormat', 'Collator', 'PluralRules', 'ListFormat', 'RelativeTimeFormat', 'DisplayNames', 'Segmenter', 'DurationFormat']

/** The class of `names` whose prototype is on the chain of an object. */
function classOf(object: object, of: 'Intl' | 'Temporal', names: readonly string[]): string {
  return names.find((name) => {
    const prototype = namespace(of)[name]?.prototype
    return prototype !== undefined && Object.prototype.isPrototypeOf.call(prototype, object)
  }) as string
}

function resolved(object: object, name: string): Options {
  return Reflect.apply(((namespace('Intl')[name] as Class).prototype as { resolvedOptions: () => Options }).resolvedOptions, object, [])
}

/** Options that are leaves: the list of a PluralRules' categories follows from the others. */
const leaves = (options: Options): [string, unknown][] => Object.entries(options).filter(([key, value]) => key !== 'locale' && typeof value !== 'object')

function made(name: string, locale: unknown, options: readonly (readonly [string, unknown])[]): object {
  const Format = namespace('Intl')[name] as Class
  return new Format(locale, Object.assign(Object.create(null), Object.fromEntries(options)))
}

/** HO1 */
const intl = row<object>({
  tag: 'intl',
  save(object, writer) {
    const name = classOf(object, 'Intl', FORMATS)
    const options = resolved(object, name)
    const same = resolved(made(name, options['locale'], leaves(options)), name)
    if (JSON.stringify(same) !== JSON.stringify(options)) throw new Refused(refuse.instance(name))
    saveOdd(object, writer, (namespace('Intl')[name] as Class).prototype, coversNothing)
    const own = leaves(options)
    return [writer.type(['intl', name, ...own.map(([key]) => key)]), writer.cell(options['locale'], PROPERTY, 'locale'), ...own.map(([key, value]) => writer.cell(value, PROPERTY, key))]
  },
  create([, name, ...keys], [locale, ...cells], reader) {
    need(FORMATS.includes(name as string) && keys.length === cells.length && typeof locale === 'string', 'an Intl object is damaged')
    if (namespace('Intl')[name as string] === undefined) throw fail.unknownToHost(`Intl.${String(name)}`, reader.path())
    let object: object
    try {
      object = made(name as string, locale, keys.map((key, i) => [String(key), reader.value(cells[i])]))
    } catch {
      return need(false, 'an Intl object is damaged') as never
    }
    if (resolved(object, name as string)['locale'] !== locale) throw fail.unknownToHost(`the locale ${locale}`, reader.path())
    return object
  },
})

const locale = row<object>({
  tag: 'locale',
  save(object, writer) {
    const { prototype } = namespace('Intl')['Locale'] as Class
    saveOdd(object, writer, prototype, coversNothing)
    return [writer.type(['locale']), writer.cell(Reflect.apply((prototype as { toString: () => string }).toString, object, []), PROPERTY, 'text')]
  },
  create(_type, [text]) {
    const Locale = namespace('Intl')['Locale']
    need(typeof text === 'string' && Locale !== undefined, 'a Locale is damaged')
    try {
      return new Locale(text)
    } catch {
      return need(false, 'a Locale is damaged') as never
    }
  },
})

const UNITS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds', 'nanoseconds']
const TIMES = ['hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond']
/** The properties that give what each constructor takes; `iso`: year, month and day as ISO 8601 counts them. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Instant: ['epochNanoseconds'], ZonedDateTime: ['epochNanoseconds', 'timeZoneId', 'calendarId'], Duration: UNITS, PlainTime: TIMES,
  PlainDate: ['iso', 'calendarId'], PlainDateTime: ['iso', ...TIMES, 'calendarId'], PlainYearMonth: ['iso', 'calendarId'], PlainMonthDay: ['iso', 'calendarId'],
}
const ISO = /^([+-]?\d+)-(\d\d)-(\d\d)/

/** What the constructor of the class takes, in order. HO2 */
function argumentsOf(object: object, name: string): unknown[] {
  const { prototype } = namespace('Temporal')[name] as Class
  const parts = (PARTS[name] as readonly string[]).flatMap((part): unknown[] => {
    if (part !== 'iso') return [Reflect.get(prototype, part, object)]
    const text = Reflect.apply((prototype as { toString: (options: object) => string }).toString, object, [{ calendarName: 'always' }])
    return (ISO.exec(text) as RegExpExecArray).slice(1).map(Number)
  })
  // (year, month, calendar, day) and (month, day, calendar, year)
  if (name === 'PlainYearMonth') return [parts[0], parts[1], parts[3], parts[2]]
  return name === 'PlainMonthDay' ? [parts[1], parts[2], parts[3], parts[0]] : parts
}

const temporal = row<object>({
  tag: 'temporal',
  save(object, writer) {
    const name = classOf(object, 'Temporal', Object.keys(PARTS))
    saveOdd(object, writer, (namespace('Temporal')[name] as Class).prototype, coversNothing)
    return [writer.type(['temporal', name]), ...argumentsOf(object, name).map((value, i) => writer.cell(value, PROPERTY, String(i)))]
  },
  create([, name], cells, reader) {
    need(Object.hasOwn(PARTS, name as string), 'a Temporal object is damaged')
    const Temporal = namespace('Temporal')[name as string]
    if (Temporal === undefined) throw fail.unknownToHost(`Temporal.${String(name)}`, reader.path())
    try {
      return new Temporal(...cells.map((cell) => reader.value(cell)))
    } catch (error) {
      if (error instanceof RangeError && cells.some((cell) => typeof cell === 'string')) throw fail.unknownToHost(`the time zone or calendar of a ${String(name)}`, reader.path())
      return need(false, 'a Temporal object is damaged') as never
    }
  },
})

export const hostRows: readonly AnyRow[] = [intl, locale, temporal]

/** The prototypes of these classes with their row's tag, and a method that answers only for an object of theirs. */
export function hostClasses(): { readonly prototype: object; readonly tag: string; readonly answer: unknown }[] {
  const found = (of: 'Intl' | 'Temporal', names: readonly string[], tag: string, method: string): ReturnType<typeof hostClasses> => names.flatMap((name) => {
    const prototype = namespace(of)[name]?.prototype
    return prototype === undefined ? [] : [{ prototype, tag, answer: Object.getOwnPropertyDescriptor(prototype, method)?.value as unknown }]
  })
  return [...found('Intl', FORMATS, 'intl', 'resolvedOptions'), ...found('Intl', ['Locale'], 'locale', 'toString'), ...found('Temporal', Object.keys(PARTS), 'temporal', 'toString')]
}
