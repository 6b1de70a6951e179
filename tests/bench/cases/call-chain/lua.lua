local serve = require 'serve'
local depth, turns = serve.sizes[1], serve.sizes[2]
local yield = coroutine.yield

local function chain(left)
  if left > 1 then return (chain(left - 1)) end
  while true do yield() end
end

local thread = coroutine.create(chain)
coroutine.resume(thread, depth)

serve.rounds(function()
  local resume = coroutine.resume
  for _ = 1, turns do resume(thread) end
  return turns
end)
