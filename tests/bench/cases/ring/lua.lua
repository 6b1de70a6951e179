local serve = require 'serve'
local world = require 'world'
local tasklets, hops = serve.sizes[1], serve.sizes[2]
local send, receive = world.send, world.receive

local ended
local function link(from, to)
  while true do
    local token = receive(from)
    if token == 0 then
      ended = true
      return
    end
    send(to, token - 1)
  end
end

serve.rounds(function()
  ended = false
  local first = world.channel()
  local from = first
  for _ = 2, tasklets do
    local to = world.channel()
    world.spawn(link, from, to)
    from = to
  end
  world.spawn(link, from, first)
  world.spawn(send, first, hops)
  world.run()
  assert(ended, 'the token is lost')
  return hops
end)
