// `stillframe/topics`: values that everybody hears, on top of channels.

export { Latest, latest, Topic, topic } from './channels/topic.ts'
