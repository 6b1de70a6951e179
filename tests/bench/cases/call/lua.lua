-- A plain call inside a coroutine: any function of Lua's may yield.

local serve = require 'serve'
local calls = serve.sizes[1]

local function add(a, b) return a + b end

serve.rounds(function()
  local ok, sum = coroutine.resume(coroutine.create(function()
    local sum = 0
    for i = 0, calls - 1 do sum = add(sum, i) end
    return sum
  end))
  assert(ok and sum == calls * (calls - 1) / 2, 'wrong sum')
  return calls
end)
