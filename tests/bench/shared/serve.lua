-- The protocol of contender.js for Lua and LuaJIT: for each line on standard input a round, whose figure goes to standard
-- output. Nanoseconds are processor time (os.clock). CO2

local serve = { sizes = {} }
for i, text in ipairs(arg) do serve.sizes[i] = tonumber(text) end

-- What `figure` returns.
function serve.measure(figure)
  for _ in io.lines() do
    print(figure())
    io.flush()
  end
end

-- Nanoseconds per unit of `round`, which returns how many units it did.
function serve.rounds(round)
  serve.measure(function()
    local started = os.clock()
    local units = round()
    return (os.clock() - started) * 1e9 / units
  end)
end

return serve
