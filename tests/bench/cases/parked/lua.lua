local serve = require 'serve'
local count = serve.sizes[1]
local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield

local function waits(id)
  local held = id + 1
  yield()
  return held
end

local function used()
  collectgarbage()
  collectgarbage()
  return collectgarbage('count') * 1024
end

serve.measure(function()
  local before = used()
  local all = {}
  for i = 1, count do
    local thread = create(waits)
    resume(thread, i)
    all[i] = thread
  end
  return (used() - before) / #all
end)
