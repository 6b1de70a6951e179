// No generator in here: the bundler's own business, or the stripper's.

export type Loaf = 'rye' | 'oat' | 'spelt'

export const shout = (text: string): string => `${text.toUpperCase()}!`
