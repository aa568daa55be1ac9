"""`reportlint html`: which pages it makes, and what it never writes over."""

import os
import sys
from pathlib import Path

import pytest

from reportlint.html.index import neighbours, page_names
from reportlint.html.page import PageLink
from tests.cli import BLANK, reportlint, repository, write
from tests.pages import parsed
from tests.reports import good_report

GOOD = good_report("2026")


def report(folder: Path, text: str = GOOD) -> Path:
    return write(repository(folder) / "reports" / "README.md", text)


def test_a_page_stands_beside_its_report_and_is_made_anew(tmp_path: Path) -> None:
    report(tmp_path)
    run = reportlint("html", cwd=tmp_path)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"wrote reports/report.html\n", b"")
    page = tmp_path / "reports" / "report.html"
    first = page.read_bytes()
    write(tmp_path / "reports" / "README.md", BLANK)
    assert reportlint("html", cwd=tmp_path).returncode == 0
    assert page.read_bytes() != first
    tree = parsed(first.decode())
    assert {image.attributes["src"] for image in tree.all("img")} == {"figures/harbour.png"}


@pytest.mark.parametrize("output", [None, "reports/report.html"])
def test_nobody_s_file_is_lost(tmp_path: Path, output: str | None) -> None:
    own = report(tmp_path).with_name("report.html")
    own.write_text("<h1>ours</h1>", encoding="utf-8")
    run = reportlint("html", *(["-o", output] if output else []), cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"reports/report.html exists and was not made by reportlint html" in run.stderr
    assert own.read_text(encoding="utf-8") == "<h1>ours</h1>"


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_a_link_in_a_repository_leads_no_page_out_of_it(tmp_path: Path) -> None:
    report(tmp_path / "repo").with_name("report.html").symlink_to(tmp_path / "out.html")
    run = reportlint("html", cwd=tmp_path / "repo")
    assert (run.returncode, b"symbolic link" in run.stderr) == (2, True)
    assert not (tmp_path / "out.html").exists()


def test_a_page_elsewhere_shows_the_same_pictures(tmp_path: Path) -> None:
    report(tmp_path)
    (tmp_path / "site").mkdir()
    assert reportlint("html", "-o", "site/", cwd=tmp_path).returncode == 0
    tree = parsed((tmp_path / "site" / "README.html").read_text(encoding="utf-8"))
    (source,) = {image.attributes["src"] for image in tree.all("img")}
    assert (tmp_path / "site" / source).resolve() == tmp_path / "reports" / "figures" / "harbour.png"
    assert str(tmp_path) not in str(tree)


def test_embedded_pictures_stand_in_the_page(tmp_path: Path) -> None:
    report(tmp_path)
    run = reportlint("html", "--embed", "-o", "-", cwd=tmp_path)
    (source,) = {image.attributes["src"][:22] for image in parsed(run.stdout.decode()).all("img")}
    assert source == "data:image/png;base64,"
    assert not (tmp_path / "reports" / "report.html").exists()


def test_a_report_without_repository_shows_the_pictures_in_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "hand-in" / "README.md", GOOD)
    assert reportlint("html", "hand-in/README.md", cwd=tmp_path).returncode == 0
    tree = parsed((tmp_path / "hand-in" / "report.html").read_text(encoding="utf-8"))
    assert {image.attributes["src"] for image in tree.all("img")} == {"figures/harbour.png"}


def test_standard_input_comes_out_on_standard_output(tmp_path: Path) -> None:
    run = reportlint("html", "-", cwd=tmp_path, stdin=GOOD.encode())
    assert (run.returncode, len(parsed(run.stdout.decode()).all("section", "question"))) == (0, 31)


def test_several_reports_need_a_folder(tmp_path: Path) -> None:
    for name in ("gulls", "terns"):
        write(tmp_path / "hand-ins" / name / "README.md", GOOD)
    for output in ([], ["-o", "-"], ["-o", "site.html"]):
        run = reportlint("html", "hand-ins", *output, cwd=tmp_path)
        assert (run.returncode, run.stdout) == (2, b"")
        assert run.stderr == b"reportlint: there are 2 paths: name the folder for their pages with -o\n"
    run = reportlint("html", "hand-ins", "-o", "site", "--findings", cwd=tmp_path)
    pages = ["gulls-README.html", "terns-README.html", "index.html"]
    assert run.stdout.decode() == "".join(f"wrote site/{page}\n" for page in pages)
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="./{page}"' in index for page in pages[:2])
    gulls = parsed((tmp_path / "site" / "gulls-README.html").read_text(encoding="utf-8"))
    around = [(a.text(), a.attributes["href"]) for a in gulls.all("nav", "class")[0].all("a")]
    assert around == [("↑ All hand-ins", "./index.html"), ("→ terns", "./terns-README.html")]
    # Nothing is written where one page would take another file's place.
    (tmp_path / "site" / "terns-README.html").write_text("ours", encoding="utf-8")
    (tmp_path / "site" / "gulls-README.html").unlink()
    assert reportlint("html", "hand-ins", "-o", "site", cwd=tmp_path).returncode == 2
    assert not (tmp_path / "site" / "gulls-README.html").exists()


def test_the_index_has_a_row_for_what_has_no_page(tmp_path: Path) -> None:
    write(tmp_path / "gulls" / "README.md", GOOD)
    for name in (".git", "figures", "a.txt", "b.pdf", "c", "d", "<e>"):
        write(
            tmp_path / "terns" / name / "f" if name in (".git", "figures") else tmp_path / "terns" / name, "x"
        )
    run = reportlint("html", "gulls", "terns", "-o", "site/", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"wrote site/gulls-README.html\nwrote site/index.html\n")
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "it contains &lt;e&gt;, a.txt, b.pdf, c, d and 1 more" in index


def test_the_index_tells_no_folder_that_all_paths_share(tmp_path: Path) -> None:
    for name in ("gulls", "terns", "𠀀" * 50):
        write(tmp_path / "january" / name / name / "README.md", GOOD)
    names = [str(tmp_path / "january" / name) for name in ("gulls", "terns", "𠀀" * 50)]
    run = reportlint("html", *names, names[0], f"{names[0]}/gulls/README.md", "-o", "site", cwd=tmp_path)
    assert (run.returncode, run.stdout.count(b"wrote ")) == (0, 4)
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "gulls/gulls/README.md" in index
    assert "january" not in index


def test_what_cannot_be_read_is_said_and_the_others_are_made(tmp_path: Path) -> None:
    write(tmp_path / "good.md", GOOD)
    (tmp_path / "bad.md").write_bytes(b"\xff")
    run = reportlint("html", "good.md", "bad.md", "nowhere.md", "-o", "site", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"wrote site/good.html\nwrote site/index.html\n")
    assert run.stderr.splitlines() == [
        b"reportlint: bad.md: the file is not UTF-8: save it as UTF-8",
        b"reportlint: nowhere.md: No such file or directory",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be locked so there")
def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    write(tmp_path / "good.md", GOOD)
    (tmp_path / "file").write_text("", encoding="utf-8")
    run = reportlint("html", "good.md", "-o", "file/page.html", cwd=tmp_path)
    assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)


def test_the_pages_around_a_page_pass_over_what_has_none() -> None:
    around = neighbours(["a.md", "b.md", "c.md", "d e.md"], ["a.html", "", "c.html", "d e.html"])
    names = [(each.before and each.before.name, each.after and each.after.name) for each in around]
    assert names == [(None, "c.md"), ("a.md", "c.md"), ("a.md", "d e.md"), ("c.md", None)]
    assert around[2].after == PageLink("d e.md", "./d%20e.html")


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/reports/README.md", "b/reports/README.md"], ["a-reports-README.html", "b-reports-README.html"]),
        (["/x/a/README.md", "/x/a/report.md"], ["README.html", "report.html"]),
        (["a/b.md", "a-b.md", "A/B.md"], ["a-b.html", "a-b-2.html", "A-B-3.html"]),
        (["index.md", "con.md"], ["index-2.html", "con-2.html"]),
        (["../../etc/pass wd.md", "-", "<b>\x1b.md"], ["etc-pass-wd.html", "report.html", "b.html"]),
        (["x/" + "a" * 300 + ".md"], ["a" * 80 + ".html"]),
    ],
)
def test_names_of_pages(paths: list[str], names: list[str]) -> None:
    assert page_names(paths) == names
