#!/usr/bin/env python3
"""The Python package: its answers are the command line's, its errors know their place, and it reads nearly as fast.

usage: python_test.py TROTH LIBRARY SOURCE-FOLDER
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest
import warnings

TROTH, LIBRARY, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
os.environ["TROTH_LIBRARY"] = LIBRARY
sys.path.insert(0, str(SOURCE / "python"))
import troth  # noqa: E402

FILES = sorted(map(str, (SOURCE / "examples").glob("*.jsonl"))) + [str(SOURCE / "examples/statement.txt")]
TEXT = "Notes\n\nNorway pledged 40 tanks to Ukraine once a ceasefire is in place. \"We will not send troops,\" the Spanish prime minister said."


def said(*words, **more):
    return subprocess.run([TROTH, *words], check=True, capture_output=True, text=True, **more).stdout


def records(*words, **more):
    return [json.loads(line) for line in said(*words, **more).splitlines()]


class Reading(unittest.TestCase):
    def test_files_give_the_records_of_the_command(self):
        self.assertEqual(troth.read(FILES), records("read", *FILES))
        self.assertEqual(troth.quotes(FILES), records("quotes", *FILES))

    def test_texts_give_the_records_of_the_command(self):
        self.assertEqual(troth.read(TEXT), records("read", "-", input=TEXT))
        self.assertEqual(troth.parse(TEXT), said("parse", "-", input=TEXT))

    def test_articles_in_memory_are_as_in_a_file(self):
        articles = [json.loads(line) for name in FILES[:-1] for line in open(name)]
        self.assertEqual(troth.read(articles), records("read", *FILES[:-1]))
        self.assertEqual(list(troth.iterate(articles)), records("read", *FILES[:-1]))

    def test_any_number_of_threads_gives_the_same(self):
        self.assertEqual(troth.read(FILES, threads=1), troth.read(FILES, threads=3))

    def test_fields_for_a_text_that_has_none(self):
        found = troth.read("Norway pledged 40 tanks to Ukraine.", title="Notes", published="2026-03-01")
        self.assertEqual(found[0]["article"]["published"], "2026-03-01")

    def test_a_broken_article_raises_with_its_place(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.write('{"text": "Norway pledged 40 tanks to Ukraine."}\n{"text": 7}\n')
            file.flush()
            with self.assertRaises(troth.InputError) as failed:
                troth.read(file.name)
            self.assertEqual((failed.exception.file, failed.exception.line), (file.name, 2))
            self.assertEqual(len(troth.read(file.name, on_error="skip")), 1)
            told = []
            troth.read(file.name, on_error=told.append)
            self.assertEqual([error.line for error in told], [2])

    def test_a_file_that_is_not_there(self):
        with self.assertRaises(troth.SystemFailure):
            troth.read(pathlib.Path("nowhere.txt"))

    def test_a_lexicon_with_a_mistake(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "acts").mkdir()
            (pathlib.Path(folder) / "acts/pledge.txt").write_text("verb = \n")
            with self.assertRaises(troth.LexiconError) as failed:
                troth.read(TEXT, lexicon=folder)
            self.assertEqual(failed.exception.line, 1)

    def test_the_lock_of_the_interpreter_is_free_while_it_reads(self):
        counted = []
        reading = threading.Thread(target=lambda: troth.read(FILES * 3))
        reading.start()
        while reading.is_alive():
            counted.append(1)
        reading.join()
        self.assertGreater(len(counted), 1000)

    def test_an_exception_of_the_reader_s_own_stops_the_reading(self):
        def stop(error):
            raise KeyError("enough")

        with self.assertRaises(KeyError):
            troth.read([{"text": ""}, {"text": "Norway pledged 40 tanks."}], on_error=stop)


class Book(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = f"{cls.folder.name}/book.db"
        cls.ledger = troth.Ledger(cls.path, create=True)
        cls.told = cls.ledger.add(FILES)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def same(self, ours, *words):
        self.assertEqual(ours, records(*words, "--jsonl", "--ledger", self.path))

    def test_adding_tells_what_the_command_tells(self):
        self.assertEqual(self.told["added"], self.told["book"]["reports"])
        again = self.ledger.add(FILES)
        self.assertEqual((again["added"], again["known"]), (0, self.told["added"]))
        other = records("add", *FILES, "--jsonl", "--ledger", f"{self.folder.name}/other.db")[0]
        self.assertEqual({**other, "ledger": None}, {**self.told, "ledger": None})

    def test_every_question_is_answered_as_by_the_command(self):
        ledger = self.ledger
        self.same(ledger.list(), "list")
        self.same(ledger.list(actor="Norway", since="2026-01-01"), "list", "--actor", "Norway", "--since", "2026-01-01")
        self.same(ledger.book(), "book")
        self.same(ledger.book(means="troops", as_of="2026-03-01"), "book", "--means", "troops", "--as-of", "2026-03-01")
        self.same(ledger.disputes(), "disputes")
        self.same(ledger.totals(by=["month", "means"]), "totals", "--by", "month,means")
        self.same(ledger.due("ceasefire", for_="MDA"), "due", "--if", "ceasefire", "--for", "MDA")
        self.same(ledger.weigh(need="land: 15000", if_="ceasefire"), "weigh", "--need", "land: 15000", "--if", "ceasefire")
        commitment = ledger.book()[0]["id"]
        self.same([ledger.show(commitment)], "show", commitment)
        self.same([ledger.history(commitment)], "history", commitment)
        self.same([ledger.verify()], "verify")

    def test_marks(self):
        made = self.ledger.mark("ceasefire", on="2026-06-01", note="seen")
        self.assertIn(made, self.ledger.marks())
        self.ledger.retract(made["mark"])
        self.same(self.ledger.marks(), "mark")

    def test_errors_are_those_of_the_command(self):
        with self.assertRaises(troth.NotFound):
            self.ledger.show("ffffffffffff")
        with self.assertRaisesRegex(troth.UsageError, "did you mean 'pledge'"):
            self.ledger.list(act="plege")
        with self.assertRaises(troth.LedgerError):
            troth.Ledger(f"{self.folder.name}/nowhere.db")

    def test_statements_made_elsewhere(self):
        other = troth.Ledger(f"{self.folder.name}/imported.db", create=True)
        told = other.import_statements(troth.read(FILES[0]))
        self.assertEqual((told["added"], told["left_out"]), (1, 0))
        self.assertEqual([s["id"] for s in other.list()], [s["id"] for s in troth.read(FILES[0])])

    def test_a_ledger_brought_into_another(self):
        copy = troth.Ledger(f"{self.folder.name}/copy.db", create=True)
        told = copy.transfer(self.path)
        self.assertEqual((told["from"], told["statements"]), (self.path, len(self.ledger.list())))
        self.assertEqual(copy.verify()["head"], self.ledger.verify()["head"])
        self.assertEqual(copy.book(), self.ledger.book())
        with self.assertRaisesRegex(troth.LedgerError, "already"):
            copy.transfer(self.path)

    def test_exports(self):
        self.ledger.export("csv", f"{self.folder.name}/tables/")
        self.assertTrue(any(pathlib.Path(f"{self.folder.name}/tables").iterdir()))

    def test_no_answer_warns_of_nothing(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaises(troth.NotFound):
                self.ledger.history("ffffffffffff")


class Tables(unittest.TestCase):
    def test_rows_have_the_same_columns(self):
        rows = troth.read(FILES).to_rows()
        self.assertEqual({tuple(row) for row in rows}, {tuple(rows[0])})
        self.assertIn("article.published", rows[0])
        self.assertTrue(all(isinstance(code, str) for row in rows for code in row["actors"]))

    def test_pandas_and_arrow(self):
        try:
            import pandas  # noqa: F401
            import pyarrow  # noqa: F401
        except ImportError as missing:
            print(f"skipped: tables ({missing}); ./check all has them")
            self.skipTest(str(missing))
        found = troth.read(FILES)
        self.assertEqual(len(found.to_pandas()), len(found))
        self.assertEqual(found.to_arrow().num_rows, len(found))
        self.assertEqual(str(found.to_pandas()["article.published"].dtype)[:10], "datetime64")


if __name__ == "__main__":
    result = unittest.TextTestRunner(stream=sys.stderr).run(unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(bool(failed))
