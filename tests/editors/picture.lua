-- Shows a report as somebody who writes it in Neovim sees it, with what `K` says; makes a file once all is there.
local python, report, line, ready = unpack(vim.split(vim.env.REPORTLINT_TEST, "\n"))

vim.o.termguicolors, vim.o.number, vim.o.signcolumn = true, true, "yes"
vim.o.ruler, vim.o.scrolloff = false, 2
vim.cmd("syntax on | colorscheme desert | highlight Pmenu guibg=#4d4d4d | highlight SignColumn guibg=NONE")
vim.cmd("silent edit " .. vim.fn.fnameescape(report))

local client = vim.lsp.start_client({
  name = "reportlint",
  cmd = { python, "-m", "reportlint", "server" },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, client)
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
vim.api.nvim_win_set_cursor(0, { tonumber(line), 0 })
vim.cmd("normal! zt")
vim.lsp.buf.hover()
vim.wait(60000, function() return #vim.api.nvim_list_wins() > 1 end, 20)
vim.cmd("redraw")
vim.fn.writefile({}, ready)
