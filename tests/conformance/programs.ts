// Random programs: a tree of statements and expressions, the same for the same seed, that prints as JavaScript and can
// be made smaller piece by piece.
//
//   PR1. Programs end: loops count in variables nobody else writes, and functions count their calls.
//   PR2. `t(n, x)` logs and gives x: it shows the order of evaluation. Lines end without semicolons where they may.
//   PR3. A tree is plain data: text and subtrees. What is not an expression or statement in it stays text.
//   PR4. Half of the programs keep all they use in the generator itself: a copy of it is then a copy of everything.
//   PR5. `yield* stay(x)` yields nothing and gives x: what is done in place (calls.ts) looks like that.
//
// Called by: fuzz.ts. Calls: the runtime's random source.

import { Random } from '../../packages/runtime/src/scheduler/random.ts'

export interface Tree {
  sort: 'expression' | 'statement'
  /** Text, subtrees, and lists of statements of which any can be left out. */
  parts: (string | Tree | Tree[])[]
}

export function print(tree: Tree): string {
  return tree.parts.map((part) => (typeof part === 'string' ? part : Array.isArray(part) ? part.map(print).join('') : print(part))).join('')
}

interface Context {
  names: string[]
  /** Declared in this very block. */
  own: string[]
  /** Generator functions in scope, to be called with yield*. */
  generators: string[]
  yields: boolean
  loops: number
  breaks: number
  labels: { name: string; loop: boolean }[]
  inFunction: boolean
  /** `arguments` may not be named in fields and static blocks. */
  hasArguments: boolean
  method: boolean
  /** In a class with `#p` and `#q()`. */
  isPrivate: boolean
  /** `kept`, a list of closures, is in scope. */
  keeps: boolean
}

export function programOf(seed: number): Tree {
  return new Maker(seed).program()
}

class Maker {
  readonly #random: Random
  #count = 0
  #size = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  #int(below: number): number {
    return this.#random.below(below)
  }

  #chance(share: number): boolean {
    return this.#random.next() < share
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#int(list.length)] as T
  }

  #fresh(base: string): string {
    return `${base}${++this.#count}`
  }

  program(): Tree {
    const top: Context = { names: ['m0', 'm1', 'o'], own: [], generators: [], yields: false, loops: 0, breaks: 0, labels: [], inFunction: false, hasArguments: false, method: false, isPrivate: false, keeps: false }
    const whole = this.#chance(0.5) // PR4
    const opening = `${prelude}let log, m0 = 1, m1 = { a: 1, b: [2, 3], f(...x) { return [this === undefined, ...x] } }\nconst o = { a: 1, b: 2, c: { d: 3 } }\nconst t = (n, x) => (log(n, x), x)\nlet calls = 0\nconst call = () => { if (++calls > 200) throw new Error('calls') }\n`
    const parts: Tree['parts'] = [whole ? `function* program(log0) {\n${opening}log = log0\n` : opening]
    const declared: Tree[] = []
    for (let n = this.#int(3); n > 0; n--) {
      const kind = this.#int(3)
      if (kind === 0) declared.push(this.#functionDeclaration(top))
      else if (kind === 1) declared.push(this.#generatorDeclaration(top))
      else declared.push(this.#classDeclaration(top))
    }
    parts.push(declared)
    this.#size = Math.min(this.#size, 30)
    const inside: Context = { ...top, names: [...top.names], generators: [...top.generators], yields: true, inFunction: true, hasArguments: true, keeps: true }
    parts.push(whole ? '' : 'function* program(log0) {\nlog = log0\ncalls = 0\n', 'const kept = []\n', this.#statements(inside, 3 + this.#int(5), 4), 'for (const f of kept) log(f())\n}\n')
    return { sort: 'statement', parts }
  }

  // --- statements

  #statements(context: Context, count: number, depth: number, own: string[] = []): Tree[] {
    const inner: Context = { ...context, names: [...context.names], generators: [...context.generators], own }
    const list: Tree[] = []
    for (let i = 0; i < count && (this.#size < 70 || i === 0); i++) list.push(this.#statement(inner, depth))
    return list
  }

  #block(context: Context, depth: number, own: string[] = []): Tree {
    return { sort: 'statement', parts: ['{\n', this.#statements(context, 1 + this.#int(3), depth - 1, own), '}\n'] }
  }

  #make(...parts: Tree['parts']): Tree {
    return { sort: 'statement', parts }
  }

  #statement(context: Context, depth: number): Tree {
    this.#size++
    if (depth <= 0) return this.#simple(context, 1)
    switch (this.#int(27)) {
      case 0: case 1: case 2: return this.#declaration(context, depth)
      case 3: return this.#make('if (', this.#expression(context, 1), ') ', this.#body(context, depth), ...(this.#chance(0.5) ? ['else ', this.#body(context, depth)] : []))
      case 4: case 5: return this.#forLoop(context, depth)
      case 6: case 7: return this.#forOf(context, depth)
      case 8: return this.#whileLoop(context, depth)
      case 9: case 10: case 11: return this.#tryStatement(context, depth)
      case 12: return this.#switchStatement(context, depth)
      case 13: return this.#labelled(context, depth)
      case 14: return this.#functionDeclaration(context)
      case 15: return this.#generatorDeclaration(context)
      case 16: return this.#classDeclaration(context)
      case 17: return this.#block(context, depth)
      case 18: if (context.generators.length > 0) return this.#driven(context, depth); return this.#simple(context, depth)
      case 19: if (context.keeps) return this.#make('kept.push(', this.#keptFunction(context), ')\n'); return this.#simple(context, depth)
      default: return this.#simple(context, depth)
    }
  }

  /** A generator object in hands of its own: started, asked to return or to throw, and asked again. */
  #driven(context: Context, depth: number): Tree {
    const name = this.#fresh('g')
    const moves: Tree[] = []
    for (let n = 1 + this.#int(4); n > 0; n--) {
      const how = this.#pick(['next', 'next', 'next', 'return', 'throw'])
      const move: Tree['parts'] = [`log('${how}', ${name}.${how}(`, this.#expression(context, 1), '))\n']
      moves.push(this.#chance(0.4) ? this.#make('try {\n', [this.#make(...move)], `} catch (e) { log('driven', e) }\n`) : this.#make(...move))
      if (context.yields && this.#chance(0.4)) moves.push(this.#make(';(yield ', this.#expression(context, 1), ')\n'))
    }
    if (this.#chance(0.3)) moves.push(this.#make(`for (const v of ${name}) `, this.#body(this.#loopContext(context), depth - 1)))
    return this.#make(`{\nconst ${name} = ${this.#pick(context.generators)}(`, this.#expression(context, 1), ')\n', moves, '}\n')
  }

  #keptFunction(context: Context): Tree {
    const inner = { ...this.#functionContext(context, false), method: context.method, hasArguments: context.hasArguments, keeps: false }
    return { sort: 'expression', parts: ['(() => ', this.#arrowBody(inner), ')'] }
  }

  #body(context: Context, depth: number): Tree {
    return this.#chance(0.6) ? this.#block(context, depth) : this.#simple(context, 1, true)
  }

  #simple(context: Context, depth: number, alone = false): Tree {
    const kind = this.#int(12)
    if (kind === 0 && context.inFunction) return this.#make('return ', this.#expression(context, 1), '\n')
    if (kind === 1 && this.#chance(0.5)) return this.#make('throw ', this.#chance(0.5) ? 'new Error(\'E\')' : this.#expression(context, 1), '\n')
    if (kind <= 3 && (context.loops > 0 || context.breaks > 0 || context.labels.length > 0)) return this.#jump(context)
    if (kind <= 6) return this.#make('log(', this.#expression(context, depth), ', ', this.#expression(context, 1), ')\n')
    if (kind <= 8 && context.yields) return this.#make(alone ? '' : this.#chance(0.3) ? 'yield\n;' : ';', '(', this.#expression(context, depth), ')\n')
    return this.#make(alone ? '(' : ';(', this.#expression(context, depth), ')\n')
  }

  #jump(context: Context): Tree {
    const targets: string[] = []
    if (context.loops > 0) targets.push('continue', 'break')
    if (context.breaks > 0) targets.push('break')
    for (const { name, loop } of context.labels) {
      targets.push(`break ${name}`)
      if (loop) targets.push(`continue ${name}`)
    }
    const jump = this.#pick(targets)
    return this.#chance(0.4) ? this.#make(`${jump}\n`) : this.#make(`if (t(${++this.#count}, `, this.#expression(context, 1), `)) ${jump}\n`)
  }

  #declaration(context: Context, depth: number): Tree {
    const kind = this.#pick(['let', 'const', 'var', 'let'])
    const form = this.#int(5)
    if (form === 0) return this.#make(`${kind} `, ...this.#bindingPattern(context, depth, kind), ' = ', this.#iterableOr(context, depth), '\n')
    const name = this.#declared(context, kind)
    if (form === 1 && kind !== 'const') {
      context.names.push(name)
      return this.#make(`${kind} ${name}\n`)
    }
    const value = form === 2 ? this.#functionExpression(context, depth) : this.#expression(context, depth)
    context.names.push(name)
    if (form === 3) {
      const second = this.#fresh('x')
      const more = this.#expression(context, 1)
      context.names.push(second)
      return this.#make(`${kind} ${name} = `, value, `, ${second} = `, more, '\n')
    }
    return this.#make(`${kind} ${name} = `, value, '\n')
  }

  /** A new name, or one that shadows. */
  #declared(context: Context, kind: string): string {
    const known = context.names.filter((name) => !name.startsWith('(') && !context.own.includes(name))
    const name = kind !== 'var' && known.length > 0 && this.#chance(0.2) ? this.#pick(known) : this.#fresh('x')
    context.own.push(name)
    return name
  }

  #bindingPattern(context: Context, depth: number, kind: string): Tree['parts'] {
    const parts: Tree['parts'] = []
    const array = this.#chance(0.5)
    parts.push(array ? '[' : '{ ')
    const count = 1 + this.#int(3)
    for (let i = 0; i < count; i++) {
      if (i > 0) parts.push(', ')
      if (i === count - 1 && i > 0 && this.#chance(0.3)) {
        const name = this.#fresh('r')
        parts.push(`...${name}`)
        context.names.push(name)
        continue
      }
      const name = this.#fresh('d')
      if (array && this.#chance(0.15)) continue
      if (!array && this.#chance(0.2)) parts.push('[', this.#expression(context, 1), ']: ')
      else if (!array) parts.push(this.#chance(0.6) ? `${this.#pick(['a', 'b', 'c'])}: ` : '')
      if (depth > 1 && this.#chance(0.15)) {
        if (!array && !/: ?$/.test(String(parts.at(-1)))) parts.push('c: ')
        parts.push(...this.#bindingPattern(context, depth - 2, kind), ' = ', this.#iterableOr(context, 1))
        continue
      }
      parts.push(name)
      if (this.#chance(0.5)) parts.push(' = ', this.#expression(context, 1))
      context.names.push(name)
    }
    parts.push(array ? ']' : ' }')
    return parts
  }

  /** Something that can be taken apart either way, most of the time. */
  #iterableOr(context: Context, depth: number): Tree {
    const make = (...parts: Tree['parts']): Tree => ({ sort: 'expression', parts })
    switch (this.#int(5)) {
      case 0: return make('[', this.#expression(context, 1), ', undefined, ', this.#expression(context, 1), ']')
      case 1: return make('Object.assign([1, , 3], { a: ', this.#expression(context, 1), ', b: undefined })')
      case 2: return make(`it(${++this.#count})`)
      case 3: return context.generators.length > 0 ? make(`Object.assign(${this.#pick(context.generators)}(`, this.#expression(context, 1), '), { a: 5 })') : make('\'str\'')
      default: return this.#chance(0.7) ? make('Object.assign([7, 8], o)') : this.#expression(context, depth)
    }
  }

  #loopContext(context: Context): Context {
    return { ...context, names: [...context.names], generators: [...context.generators], loops: context.loops + 1, breaks: context.breaks + 1 }
  }

  #forLoop(context: Context, depth: number): Tree {
    const inner = this.#loopContext(context)
    const i = this.#fresh('i')
    inner.names.push(`(${i} + 0)`) // read, but not written by anybody: PR1
    const kind = this.#pick(['let', 'let', 'var'])
    const parts: Tree['parts'] = [`for (${kind} ${i} = 0`]
    if (kind === 'let' && this.#chance(0.4)) {
      const f = this.#fresh('f')
      inner.names.push(f)
      parts.push(`, ${f} = `, this.#chance(0.5) ? `() => ${i}` : this.#expression(inner, 1))
    }
    parts.push(`; ${i} < ${1 + this.#int(3)}`, ...(this.#chance(0.3) ? [' && (', this.#expression(inner, 1), ', true)'] : []), '; ')
    parts.push(...(this.#chance(0.3) ? [this.#expression(inner, 1), ', '] : []), `${i}++) `, this.#body(inner, depth))
    return this.#make(...parts)
  }

  #forOf(context: Context, depth: number): Tree {
    const inner = this.#loopContext(context)
    const right = this.#iterableOr(context, depth)
    const inKeys = this.#chance(0.25)
    const parts: Tree['parts'] = ['for (']
    if (this.#chance(0.75)) {
      const kind = this.#pick(['const', 'let', 'var'])
      parts.push(`${kind} `)
      if (!inKeys && this.#chance(0.3)) parts.push(...this.#bindingPattern(inner, 2, kind))
      else {
        const name = this.#fresh('v')
        inner.names.push(name)
        parts.push(name)
      }
    } else {
      parts.push(this.#target(context))
    }
    const list: Tree = this.#chance(0.5) ? right : { sort: 'expression', parts: ['[', this.#expression(context, 1), ', ', this.#expression(context, 1), ']'] }
    parts.push(inKeys ? ' in ' : ' of ', inKeys ? this.#iterableOr(context, 1) : list, ') ', this.#body(inner, depth))
    return this.#make(...parts)
  }

  #whileLoop(context: Context, depth: number, labelled = false): Tree {
    const n = this.#fresh('n')
    const inner = this.#loopContext(context)
    const body = this.#block(inner, depth)
    const test: Tree['parts'] = [`(`, this.#expression(context, 1), `, ${n}-- > 0)`]
    const count = this.#int(2) + 1
    if (labelled) return this.#make(`for (var ${n} = ${count}; `, ...test, '; ) ', body)
    return this.#chance(0.5)
      ? this.#make(`var ${n} = ${1 + this.#int(2)}\nwhile (`, ...test, ') ', body)
      : this.#make(`var ${n} = ${this.#int(2)}\ndo `, body, ' while (', ...test, ')\n')
  }

  #tryStatement(context: Context, depth: number): Tree {
    const parts: Tree['parts'] = ['try ', this.#block(context, depth)]
    const how = this.#int(3)
    if (how !== 0) {
      const inner: Context = { ...context, names: [...context.names], own: [] }
      const form = this.#int(4)
      if (form === 0) parts.push('catch ')
      else if (form === 1) parts.push('catch (', ...this.#bindingPattern(inner, 1, 'let'), ') ')
      else {
        const name = this.#fresh('e')
        inner.names.push(name)
        parts.push(`catch (${name}) `)
      }
      parts.push(this.#block(inner, depth, inner.names.slice(context.names.length)))
    }
    if (how !== 1) parts.push('finally ', this.#block(context, depth))
    return this.#make(...parts)
  }

  #switchStatement(context: Context, depth: number): Tree {
    const inner: Context = { ...context, names: [...context.names], generators: [...context.generators], breaks: context.breaks + 1 }
    const parts: Tree['parts'] = ['switch (', this.#expression(context, 1), ') {\n']
    const cases = 1 + this.#int(3)
    const otherwise = this.#int(cases + 1)
    const own: string[] = []
    for (let i = 0; i < cases; i++) {
      if (i === otherwise) parts.push('default:\n')
      else parts.push('case ', this.#expression(inner, 1), ':\n')
      parts.push(this.#statements(inner, 1 + this.#int(2), depth - 1, own))
      if (this.#chance(0.4)) parts.push('break\n')
    }
    parts.push('}\n')
    return this.#make(...parts)
  }

  #labelled(context: Context, depth: number): Tree {
    const name = this.#fresh('l')
    const loop = this.#chance(0.6)
    const inner: Context = { ...context, labels: [...context.labels, { name, loop }] }
    if (!loop) {
      const form = this.#int(4)
      const body = form === 0 ? this.#tryStatement(inner, depth) : form === 1 ? this.#switchStatement(inner, depth) : form === 2 ? this.#make('if (', this.#expression(inner, 1), ') ', this.#block(inner, depth)) : this.#block(inner, depth)
      return this.#make(`${name}: `, body)
    }
    const form = this.#int(3)
    return this.#make(`${name}: `, form === 0 ? this.#forLoop(inner, depth) : form === 1 ? this.#forOf(inner, depth) : this.#whileLoop(inner, depth, true))
  }

  // --- functions and classes

  #functionContext(context: Context, yields: boolean): Context {
    return { ...context, names: [...context.names], generators: [...context.generators], yields, loops: 0, breaks: 0, labels: [], own: [], inFunction: true, hasArguments: true, method: false }
  }

  #parameters(context: Context): Tree['parts'] {
    const parts: Tree['parts'] = []
    const outer: Context = { ...context, yields: false }
    const before = outer.names.length
    const count = this.#int(3)
    for (let i = 0; i < count; i++) {
      if (i > 0) parts.push(', ')
      const name = this.#fresh('p')
      const form = this.#int(8)
      if (form === 0) parts.push(...this.#bindingPattern(outer, 1, 'let'), ' = ', this.#iterableOr(outer, 1))
      else if (form <= 2) parts.push(`${name} = `, this.#expression(outer, 1))
      else if (form === 3 && i === count - 1) parts.push(`...${name}`)
      else parts.push(name)
      if (form !== 0) outer.names.push(name)
    }
    context.names = outer.names
    context.own = outer.names.slice(before)
    return parts
  }

  #functionBody(context: Context): Tree['parts'] {
    return ['{\ncall()\n', this.#statements(context, 1 + this.#int(2), 2, [...context.own]), '}']
  }

  #functionDeclaration(context: Context): Tree {
    const name = this.#fresh('F')
    const inner = this.#functionContext(context, false)
    const parameters = this.#parameters(inner)
    const tree = this.#make(`function ${name}(`, ...parameters, ') ', ...this.#functionBody(inner), '\n')
    context.names.push(name)
    return tree
  }

  #generatorDeclaration(context: Context): Tree {
    const name = this.#fresh('G')
    const inner = this.#functionContext(context, true)
    const parameters = this.#parameters(inner)
    const tree = this.#make(`function* ${name}(`, ...parameters, ') ', ...this.#functionBody(inner), '\n')
    context.generators.push(name)
    return tree
  }

  #classDeclaration(context: Context): Tree {
    const name = this.#fresh('C')
    const tree = this.#make(`class ${name} `, ...this.#classTail(context), '\n')
    context.names.push(name)
    return tree
  }

  #classTail(context: Context): Tree['parts'] {
    const parts: Tree['parts'] = this.#chance(0.3) ? ['extends (', this.#chance(0.6) ? 'class { m() { return [\'super\', this.a] } get a() { return 1 } }' : this.#expression(context, 1), ') {\n'] : ['{\n']
    const heritage = parts.length > 1
    const isPrivate = context.isPrivate || this.#chance(0.15)
    const own = isPrivate && !context.isPrivate
    context = { ...context, isPrivate }
    const field: Context = { ...this.#functionContext(context, false), hasArguments: false, inFunction: false, method: heritage }
    const members: Tree[] = []
    if (own) members.push(this.#make('#p = ', this.#expression(field, 1), ';\n'), this.#make('*#q(x) { this.#p = yield x; return this.#p }\n'))
    for (let n = 1 + this.#int(3); n > 0; n--) {
      const key: Tree['parts'] = this.#chance(0.7) ? [this.#pick(['a', 'b', 'm', '\'q r\''])] : ['[', this.#expression(context, 1), ']']
      const prefix = this.#chance(0.3) ? 'static ' : ''
      const form = this.#int(7)
      const inner: Context = { ...this.#functionContext(context, form === 1), method: true }
      if (form === 6) members.push(this.#make(prefix, 'set ', ...key, `(v${++this.#count} = 1) `, ...this.#functionBody(inner), '\n'))
      else if (form === 0) members.push(this.#make(prefix, ...key, '(', ...this.#parameters(inner), ') ', ...this.#functionBody(inner), '\n'))
      else if (form === 1) members.push(this.#make(prefix, '*', ...key, '(', ...this.#parameters(inner), ') ', ...this.#functionBody(inner), '\n'))
      else if (form === 2) members.push(this.#make(prefix, 'get ', ...key, '() ', ...this.#functionBody(inner), '\n'))
      else if (form === 3) members.push(this.#make('static { log(', this.#expression({ ...field, inFunction: false }, 1), ') }\n'))
      else members.push(this.#make(prefix, ...key, ' = ', this.#expression(field, 1), ';\n'))
    }
    parts.push(members, '}')
    return parts
  }

  #functionExpression(context: Context, depth: number): Tree {
    const make = (...parts: Tree['parts']): Tree => ({ sort: 'expression', parts })
    const form = this.#int(5)
    if (form <= 1) {
      const inner = { ...this.#functionContext(context, false), method: context.method, hasArguments: context.hasArguments }
      const parameters = this.#parameters(inner)
      return form === 0 ? make('((', ...parameters, ') => ', this.#arrowBody(inner), ')') : make('((', ...parameters, ') => ', ...this.#functionBody(inner), ')')
    }
    if (form === 2) return make('class ', this.#chance(0.3) ? `${this.#fresh('K')} ` : '', ...this.#classTail(context))
    const inner = this.#functionContext(context, form === 3)
    const name = this.#chance(0.3) ? this.#fresh('self') : ''
    if (name !== '') inner.names.push(`(${name})`)
    const parameters = this.#parameters(inner)
    void depth
    return make('(function', form === 3 ? '* ' : ' ', name, '(', ...parameters, ') ', ...this.#functionBody(inner), ')')
  }

  #arrowBody(context: Context): Tree {
    return { sort: 'expression', parts: ['(call(), ', this.#expression(context, 1), ')'] }
  }

  // --- expressions

  #name(context: Context): string {
    const recent = context.names.slice(-6)
    return this.#chance(0.7) && recent.length > 0 ? this.#pick(recent) : this.#pick(context.names)
  }

  #variable(context: Context): string {
    for (let i = 0; i < 5; i++) {
      const name = this.#name(context)
      if (!name.startsWith('(')) return name
    }
    return 'm0'
  }

  /** A target of an assignment. */
  #target(context: Context): Tree {
    const make = (...parts: Tree['parts']): Tree => ({ sort: 'expression', parts })
    switch (this.#int(5)) {
      case 0: return make('o.a')
      case 1: return make('o[', this.#expression(context, 1), ']')
      case 2: return make('t(', String(++this.#count), ', m1).b')
      default: return make(this.#variable(context))
    }
  }

  #expression(context: Context, depth: number): Tree {
    const make = (...parts: Tree['parts']): Tree => ({ sort: 'expression', parts })
    const e = (): Tree => this.#expression(context, depth - 1)
    this.#size += 0.2
    if (depth <= 0 || this.#size > 90) return make(this.#leaf(context))
    switch (this.#int(47)) {
      case 0: case 1: case 2: case 3: case 4: case 5:
        if (context.yields && this.#chance(0.3)) return make('(yield* stay(', e(), '))')
        if (context.yields) return this.#chance(0.2) ? make('(yield)') : make('(yield ', e(), ')')
        return make(`t(${++this.#count}, `, e(), ')')
      case 6: case 7:
        if (context.yields) return this.#delegation(context, depth)
        return context.generators.length > 0 ? make('[...', this.#pick(context.generators), '(', e(), ')]') : make(this.#leaf(context))
      case 8: return make('(', this.#target(context), ` ${this.#pick(['=', '=', '=', '+=', '||=', '&&=', '??=', '-='])} `, e(), ')')
      case 9: return make('(', this.#variable(context), ' = ', e(), ')')
      case 10: return make('(', this.#target(context), this.#pick(['++', '--']), ')')
      case 11: case 12: return make('(', e(), ` ${this.#pick(['+', '+', '-', '*', '<', '===', '==', '&', ','])} `, e(), ')')
      case 13: return make('(', e(), ` ${this.#pick(['&&', '||', '??'])} `, e(), ')')
      case 14: return make('(', e(), ' ? ', e(), ' : ', e(), ')')
      case 15: return make('(', this.#pick(['typeof ', '!', 'void ', '- ', '']), e(), ')')
      case 16: return make('[', this.#chance(0.2) ? ', ' : '', e(), ', ', this.#chance(0.3) ? '...[1, 2]' : e(), this.#chance(0.3) ? `, ...it(${++this.#count})` : '', ']')
      case 17: case 18: return this.#objectLiteral(context, depth)
      case 19: return make('`a${', e(), '}b${', e(), '}`')
      case 20: return make(this.#pick(['tag', 'm1.f']), '`x${', e(), '}y`')
      case 21: case 22: return this.#functionExpression(context, depth)
      case 23: return make(this.#functionExpression(context, 1), '?.(', e(), ')')
      case 24: case 25: return make(this.#variable(context), '?.(', e(), ')')
      case 26: return make('m1.f(', e(), ', ', this.#chance(0.3) ? '...[1]' : e(), ')')
      case 27: return make(this.#pick(['o?.c?.[', 'o.x?.y[', 'o?.c[']), e(), ']', this.#pick(['', '?.d', '?.toString?.()']))
      case 28: return make('(', this.#variable(context), '?.a', ')')
      case 29: return make('m1.b[', e(), ']')
      case 30: return make('o[', this.#pick(['\'a\'', '\'c\'']), ']')
      case 31: return this.#assignmentPattern(context)
      case 32: return make('new (class { constructor(x) { this.x = x; log(new.target.name) } ', this.#chance(0.5) ? 'y = 2' : '', ' })(', e(), ')')
      case 33: return make('delete o[', e(), ']')
      case 34: return make('(', e(), ' in o)')
      case 35: return context.hasArguments ? make('arguments.length') : make('1')
      case 36: return context.method ? make(this.#pick(['super.a', 'super.m?.(1)', 'this?.a', 'super.toString.name', '(() => super.m?.())()'])) : context.hasArguments ? make('this?.a') : make('2')
      case 37: return make('(', e(), ', ', e(), ')')
      case 38: return make(`t(${++this.#count}, `, e(), ')')
      case 39: return context.method ? make(...this.#superUse(context, depth)) : make('new.target'.slice(0, context.hasArguments ? 10 : 0) || '3')
      case 40: return context.isPrivate ? make(...this.#privateUse(context, depth)) : make(this.#leaf(context))
      case 41: return make('(', e(), ` ${this.#pick(['**', '%', '>>>', 'instanceof', 'in', '!=='])} `, this.#pick(['Object', 'o', '2', 'Array']), ')')
      case 42: return make('new ', this.#chance(0.5) ? `(${this.#variable(context)})` : 'Array', '(', this.#chance(0.5) ? '...[1], ' : '', e(), ')')
      case 43: return make(this.#pick(['delete o?.[', 'delete o.x?.[', 'typeof o[', 'void o[']), e(), ']')
      case 44: return make(this.#variable(context), '?.[', e(), ']?.(', e(), ')')
      default: return make(this.#leaf(context))
    }
  }

  #superUse(context: Context, depth: number): Tree['parts'] {
    const e = (): Tree => this.#expression(context, depth - 1)
    switch (this.#int(6)) {
      case 0: return ['(super.a = ', e(), ')']
      case 1: return ['(super.b ', this.#pick(['+=', '??=', '||=', '&&=']), ' ', e(), ')']
      case 2: return ['super[', e(), ']']
      case 3: return ['super.m?.(', e(), ')']
      case 4: return ['(super[', e(), ']', this.#pick(['++', '--', ' = 5', '?.b']), ')']
      default: return ['super.toString(', e(), ')']
    }
  }

  #privateUse(context: Context, depth: number): Tree['parts'] {
    const e = (): Tree => this.#expression(context, depth - 1)
    switch (this.#int(6)) {
      case 0: return ['(this.#p = ', e(), ')']
      case 1: return ['(this.#p ', this.#pick(['+=', '??=', '||=']), ' ', e(), ')']
      case 2: return ['(#p in Object(', e(), '))']
      case 3: return ['this?.#p']
      case 4: return context.yields ? ['(yield* this.#q(', e(), '))'] : ['[...this.#q(', e(), ')]']
      default: return ['this.#p']
    }
  }

  #delegation(context: Context, depth: number): Tree {
    const make = (...parts: Tree['parts']): Tree => ({ sort: 'expression', parts })
    if (context.generators.length > 0 && this.#chance(0.7)) return make('(yield* ', this.#pick(context.generators), '(', this.#expression(context, depth - 1), '))')
    const form = this.#int(3)
    if (form === 0) return make('(yield* ', this.#chance(0.3) ? `hand(${++this.#count})` : this.#iterableOr(context, 1), ')')
    if (form === 1) return make('(yield* [', this.#expression(context, 1), ', 2])')
    const inner = this.#functionContext(context, true)
    const parameters = this.#parameters(inner)
    return make('(yield* (function* (', ...parameters, ') ', ...this.#functionBody(inner), ')(', this.#expression(context, 1), '))')
  }

  #objectLiteral(context: Context, depth: number): Tree {
    const parts: Tree['parts'] = ['({ ']
    const count = 1 + this.#int(3)
    for (let i = 0; i < count; i++) {
      if (i > 0) parts.push(', ')
      const plain = this.#chance(0.75)
      const key: Tree['parts'] = plain ? [this.#pick(['a', 'b', 'k', '5', '\'q r\''])] : ['[', this.#expression(context, depth - 1), ']']
      const form = this.#int(plain ? 8 : 4) // values under computed keys: see scorecard/found.js
      const inner: Context = { ...this.#functionContext(context, form === 1), method: true }
      if (form === 0) parts.push(...key, '(', ...this.#parameters(inner), ') ', ...this.#functionBody(inner))
      else if (form === 1) parts.push('*', ...key, '(', ...this.#parameters(inner), ') ', ...this.#functionBody(inner))
      else if (form === 2) parts.push('get ', ...key, '() ', ...this.#functionBody(inner))
      else if (form === 3) parts.push('...', this.#chance(0.5) ? 'o' : this.#expression(context, depth - 1))
      else if (form === 4) parts.push(...key, ': ', this.#functionExpression(context, 1))
      else parts.push(...key, ': ', this.#expression(context, depth - 1))
    }
    if (this.#chance(0.3)) parts.push(', [', this.#expression(context, depth - 1), ']: (0, ', this.#expression(context, depth - 1), ')')
    parts.push(' })')
    return { sort: 'expression', parts }
  }

  #assignmentPattern(context: Context): Tree {
    const make = (...parts: Tree['parts']): Tree => ({ sort: 'expression', parts })
    const fallback = (): Tree['parts'] => (this.#chance(0.5) ? [' = ', this.#expression(context, 1)] : [])
    if (this.#chance(0.5)) return make('([', this.#target(context), ...fallback(), ', ', this.#target(context), ...fallback(), this.#chance(0.2) ? ', ...o.r' : '', '] = ', this.#iterableOr(context, 1), ')')
    return make('({ a: ', this.#target(context), ...fallback(), ', [', this.#expression(context, 1), ']: ', this.#target(context), ...fallback(), ' } = Object(', this.#iterableOr(context, 1), '))') // this engine evaluates a target before it refuses null
  }

  #leaf(context: Context): string {
    if (this.#chance(0.6)) return this.#name(context)
    return this.#pick(['0', '1', '2', '\'s\'', '\'a\'', 'null', 'undefined', 'true', '-1', 'NaN', '[]', 'this', '() => 1', 'o', '[1, 2]', '/x/g.source'].map((text) => (text === '() => 1' ? '(() => 1)' : text)))
  }
}

/** What every program may use: an iterable that logs what is done to it, and a tag. */
export const prelude: string = `
const it = (n) => ({ i: 0, [Symbol.iterator]() { log('it', n); return this }, next(v) { return { value: this.i++, done: this.i > 3 } }, return(v) { log('closed', n); return { value: v, done: true } } })
const hand = (n) => ({ i: 0, [Symbol.iterator]() { return this }, next(v) { log('next', n, v); return { value: v, done: ++this.i > 2 } }, return(v) { log('return', n, v); return { value: v, done: this.i > 1 } }, throw(e) { log('throw', n, e); return { value: 'thrown', done: ++this.i > 1 } } })
function* stay(x) { return x }
const tag = (strings, ...values) => [strings.raw.join('|'), ...values]
`
