-- A bare loop of resume over coroutines with the same bodies.

local serve = require 'serve'
local tasklets, switches = serve.sizes[1], serve.sizes[2]
local yield, resume = coroutine.yield, coroutine.resume
local total = 0

local bodies = {
  function(seed)
    for i = seed, math.huge do
      total = total + i % 2
      yield()
    end
  end,
  function(seed)
    local a, b = seed % 2, 1
    while true do
      a, b = b, (a + b) % 65536
      total = total + a % 2
      yield()
    end
  end,
  function(seed)
    for i = 0, math.huge do
      for j = 0, 2 do
        total = total + (i * j + seed) % 2
        yield()
      end
    end
  end,
  function(seed)
    local state = seed
    while true do
      state = (state * 5 + 1) % 256
      if state % 2 == 1 then yield() else
        total = total + 1
        yield()
      end
    end
  end,
  function(seed)
    local point = { x = seed, y = 0 }
    while true do
      point.x = (point.x + 1) % 256
      point.y = (point.y + point.x) % 256
      total = total + point.y % 2
      yield()
    end
  end,
}

local all = {}
for i = 1, tasklets do
  all[i] = coroutine.create(bodies[(i - 1) % 5 + 1])
  resume(all[i], i - 1)
end

serve.rounds(function()
  for _ = 1, switches / tasklets do
    for i = 1, tasklets do resume(all[i]) end
  end
  return switches
end)
