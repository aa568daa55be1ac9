-- Opens a report in Neovim with the server, and writes what is shown and what the fixes make; 0.7 is enough.
local python, report, out = unpack(vim.split(vim.env.REPORTLINT_TEST, "\n"))

local client = vim.lsp.start_client({
  name = "reportlint",
  cmd = { python, "-m", "reportlint", "server" },
  root_dir = vim.fn.getcwd(),
})

local function open()
  vim.cmd("edit! " .. vim.fn.fnameescape(report))
  vim.lsp.buf_attach_client(0, client)
end

local function shown()
  return vim.diagnostic.get(0)
end

local function wait(condition)
  assert(vim.wait(60000, condition, 20), "nothing came of it")
end

-- Chooses the first action that is offered, as somebody at the menu would.
local function choose(only)
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.ui.select = function(items, _, chosen) chosen(items[1], 1) end
  vim.lsp.buf.code_action({ only = { only } })
  wait(function() return vim.api.nvim_buf_get_changedtick(0) > before end)
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
end

local function run()
  open()
  wait(function() return #shown() > 0 end)
  local made = { diagnostics = {} }
  for _, d in ipairs(shown()) do
    table.insert(made.diagnostics, { d.code, d.severity, d.message, d.lnum, d.col, d.end_lnum, d.end_col })
    if d.code == "RL205" then vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col }) end
  end
  made.quick_fix = choose("quickfix")
  open()
  made.fix_all = choose("source.fixAll")
  vim.fn.writefile({ vim.json.encode(made) }, out)
end

local fine, wrong = pcall(run)
if not fine then vim.fn.writefile({ vim.json.encode({ error = tostring(wrong) }) }, out) end
vim.cmd("qa!")
