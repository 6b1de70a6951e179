// The two directions of a channel. (In a room that imports nothing, so that bundlers write the numbers themselves.)
//
// Called by: whoever sends and receives. Calls: nothing.

export const SEND = 1
export const RECEIVE: number = -1
