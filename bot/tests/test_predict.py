"""Questions come from a file of JSON lines; a prediction has the promised shape."""

import json

import pytest

from bot.predict import main, predicted, read_questions

PARSED = {
    "text": "la migra",
    "language": {"tag": "es", "confidence": 0.9},
    "intent": {"name": "nlu_clarify", "confidence": 0.43219},
    "intent_ranking": [{"name": f"label{n}", "confidence": 0.43219 / (n + 1)} for n in range(7)],
    "topic": "label0",
    "answer": "label0/part",
    "urgent": True,
    "outcome": "clarify",
    "entities": [],
}


def written(folder, content):
    path = folder / "questions.jsonl"
    path.write_text(content, encoding="utf-8")
    return path


def test_questions_are_read_with_all_their_fields_and_blank_lines_are_no_questions(tmp_path):
    path = written(tmp_path, '{"text": "hola", "id": 7}\n\n  \n{"text": ""}\r\n')
    assert list(read_questions(path)) == [{"text": "hola", "id": 7}, {"text": ""}]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\u00a0"])
def test_a_separator_inside_a_text_does_not_end_the_line(tmp_path, separator):
    question = {"text": f"la{separator}migra"}
    path = written(tmp_path, json.dumps(question, ensure_ascii=False) + "\n")
    assert list(read_questions(path)) == [question]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{canary", "not JSON"),
        ('{"text": "canary"', "not JSON"),
        ("canary", "not JSON"),
        ('["canary"]', "no text"),
        ('"canary"', "no text"),
        ("null", "no text"),
        ('{"question": "canary"}', "no text"),
        ('{"text": 7}', "no text"),
        ('{"text": null}', "no text"),
    ],
)
def test_the_first_line_that_is_no_question_is_named_without_its_words(tmp_path, line, problem):
    path = written(tmp_path, f'{{"text": "hola"}}\n\n{line}\n')
    with pytest.raises(ValueError, match=problem) as refused:
        list(read_questions(path))
    assert str(refused.value).startswith(f"{path}:3: ")
    assert "canary" not in str(refused.value)


def test_a_prediction_has_the_promised_fields():
    assert predicted(PARSED) == {
        "language": "es",
        "topic": "label0",
        "answer": "label0/part",
        "confidence": 0.4322,
        "urgent": True,
        "ranking": [
            ["label0", 0.4322],
            ["label1", 0.2161],
            ["label2", 0.1441],
            ["label3", 0.108],
            ["label4", 0.0864],
        ],
        "outcome": "clarify",
    }


def test_a_prediction_can_be_written_as_json():
    assert json.loads(json.dumps(predicted(PARSED))) == predicted(PARSED)


@pytest.mark.parametrize("arguments", [[], ["one"], ["one", "two", "three"]])
def test_anything_but_two_files_is_answered_with_the_usage(arguments, capsys):
    assert main(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_an_error_and_nothing_is_written(tmp_path, capsys):
    target = tmp_path / "predictions.jsonl"
    wrong = written(tmp_path, "no json\n")
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b'{"text": "\xf1"}')
    for source in (tmp_path / "nowhere.jsonl", wrong, latin):
        assert main([str(source), str(target)]) == 1
        assert capsys.readouterr().err.startswith("evaluate: ")
    assert not target.exists()
