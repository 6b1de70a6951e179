local serve = require 'serve'
local count = serve.sizes[1]
local create, resume, yield = coroutine.create, coroutine.resume, coroutine.yield

local function waits(id)
  local held = id + 1
  yield()
  return held
end

serve.rounds(function()
  local all = {}
  for i = 1, count do
    local thread = create(waits)
    resume(thread, i)
    all[i] = thread
  end
  return #all
end)
