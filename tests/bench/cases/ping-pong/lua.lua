local serve = require 'serve'
local world = require 'world'
local trips = serve.sizes[1]
local send, receive = world.send, world.receive
local last

serve.rounds(function()
  local requests, replies = world.channel(), world.channel()
  world.spawn(function() for _ = 1, trips do send(replies, receive(requests) + 1) end end)
  world.spawn(function()
    last = 0
    for _ = 1, trips do
      send(requests, last)
      last = receive(replies)
    end
  end)
  world.run()
  assert(last == trips, 'wrong count')
  return trips
end)
