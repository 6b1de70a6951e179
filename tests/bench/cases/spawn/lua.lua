local serve = require 'serve'
local batches = serve.sizes[1]
local create, resume, status = coroutine.create, coroutine.resume, coroutine.status

local function body(a) return a + 1 end

serve.rounds(function()
  for _ = 1, batches do
    local all = {}
    for j = 1, 1000 do all[j] = create(body) end
    for j = 1, 1000 do
      resume(all[j], j)
      if status(all[j]) ~= 'dead' then error('not done') end
    end
  end
  return batches * 1000
end)
