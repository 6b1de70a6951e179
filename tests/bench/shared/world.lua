-- Coroutines with channels, by hand: what a Lua programmer would write. A queue of who is ready, and for each channel a
-- value and who waits. The same rules as meeting.ts.

local world = {}
local yield, resume, create = coroutine.yield, coroutine.resume, coroutine.create
local ready, first, last = {}, 1, 0
local current

local function push(thread)
  last = last + 1
  ready[last] = thread
end

function world.spawn(body, a, b, c)
  push(create(function() return body(a, b, c) end))
end

function world.channel() return { full = false } end

function world.send(channel, value)
  while channel.full do
    channel.sender = current
    yield()
  end
  channel.value, channel.full = value, true
  local receiver = channel.receiver
  if receiver then
    channel.receiver = nil
    return push(receiver)
  end
  channel.sender = current
  yield()
end

function world.receive(channel)
  if not channel.full then
    channel.receiver = current
    yield()
  end
  channel.full = false
  local sender = channel.sender
  if sender then
    channel.sender = nil
    push(sender)
  end
  return channel.value
end

-- Until nobody is ready.
function world.run()
  while first <= last do
    current = ready[first]
    ready[first] = nil
    first = first + 1
    local ok, message = resume(current)
    if not ok then error(message) end
  end
end

return world
