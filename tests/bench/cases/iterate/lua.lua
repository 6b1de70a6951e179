local serve = require 'serve'
local values = serve.sizes[1]
local yield = coroutine.yield

local function numbers(n)
  return coroutine.wrap(function() for i = 0, n - 1 do yield(i) end end)
end

local function evens(n)
  return coroutine.wrap(function()
    local i = 0
    while i < n do
      if i % 2 == 0 then yield(i) end
      i = i + 1
    end
  end)
end

serve.rounds(function()
  local sum = 0
  for value in numbers(values) do sum = sum + value end
  for value in evens(values * 2) do sum = sum - value end
  local generator = numbers(values)
  local value = generator()
  while value do
    sum = sum + value
    value = generator()
  end
  assert(sum == 0, 'wrong sum')
  return values * 3
end)
