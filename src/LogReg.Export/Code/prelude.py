"""@title@.

Exported by logreg; needs Python 3.8 or later and nothing else.

    import model
    model.predict({"column": value, ...})

As a program, it scores a CSV file with a header, or tests itself:

    python3 model.py input.csv > scored.csv
    python3 model.py --self-test
"""

import bisect
import csv
import datetime
import math
import re
import sys

@constants@

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_DATE = re.compile(r"([0-9]{1,4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,4})(?:[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?)?")


def predict(row):
    """Scores a row.

    row: a value for each column: a number, a text, a truth value or a date; None, NaN or a text such as "NA" if it is missing.
    Returns a dictionary: "prediction", the class; "probabilities", a list in the order of CLASSES; and, with two classes,
    "probability" of the positive class.
    Raises KeyError if a column is absent, ValueError if a cell is no number or date where one is needed.
    """
    values = log_odds(row)
    if len(CLASSES) == 2:
        positive = EQUATION_CLASSES[0]
        probability = _probability(values[0])
        probabilities = [0.0, 0.0]
        probabilities[positive] = probability
        probabilities[1 - positive] = 1.0 - probability if STEP_PROBABILITIES else _sigmoid(-values[0])
        prediction = CLASSES[positive if probability >= THRESHOLD else 1 - positive]
        return {"prediction": prediction, "probability": probability, "probabilities": probabilities}
    scores = [0.0] * len(CLASSES)
    for place, value in zip(EQUATION_CLASSES, values):
        scores[place] = value
    largest = max(scores)
    odds = [math.exp(score - largest) for score in scores]
    total = sum(odds)
    probabilities = [one / total for one in odds]
    return {"prediction": CLASSES[probabilities.index(max(probabilities))], "probabilities": probabilities}


def log_odds(row):
    """The log-odds of each class that has an equation (EQUATION_CLASSES)."""
    values = _equations(row)
    if OFFSET is not None:
        offset = _number(row, OFFSET)
        if math.isnan(offset):
            raise ValueError("the offset " + repr(OFFSET) + " is missing")
        values = [value + offset for value in values]
    return values


def _equations(row):
    @statements@


def power(number, exponent):
    result = number
    for _ in range(1, exponent):
        result *= number
    return result


def _probability(value):
    """The probability of the positive of two classes: of isotonic calibration that of the step of the log-odds."""
    if STEP_PROBABILITIES:
        return STEP_PROBABILITIES[bisect.bisect_right(STEP_LIMITS, value)]
    return _sigmoid(value)


def _sigmoid(value):
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    odds = math.exp(value)
    return odds / (1.0 + odds)


def _text(value):
    """The text of a cell; None if it is missing."""
    if value is None or isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == math.floor(value) and abs(value) < 1e15:
        value = int(value)
    text = str(value).strip(" \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff")
    return None if text.lower() in MISSING else text


def _read(text):
    """A text as a number; None if it is none."""
    text = text.replace("\u2212", "-")
    if not _NUMBER.match(text):
        return None
    number = float(text)
    return None if math.isinf(number) else number


def _number(row, column):
    value = row[column]
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, (int, float)):
        if math.isinf(value):
            raise ValueError(column + ": " + repr(value) + " is not a finite number")
        return float(value)
    text = _text(value)
    if text is None:
        return math.nan
    number = _read(text)
    if number is None:
        raise ValueError(column + ": " + repr(value) + " is not a number")
    return number


def _date(row, column, order):
    """A date as a number of days since 1970-01-01."""
    value = row[column]
    if isinstance(value, datetime.datetime):
        value = value.replace(tzinfo=None).isoformat(" ")
    elif isinstance(value, datetime.date):
        value = value.isoformat()
    text = _text(value)
    if text is None:
        return math.nan
    match = _DATE.match(text)
    if not match:
        return math.nan
    parts = dict(zip("ymd" if len(match.group(1)) == 4 else order, match.groups()[:3]))
    try:
        day = datetime.date(int(parts["y"]), int(parts["m"]), int(parts["d"])).toordinal() - 719163
    except ValueError:
        return math.nan
    hour, minute, second = (float(part or 0) for part in match.groups()[3:])
    return day + (hour * 3600 + minute * 60 + second) / 86400.0


def _level(row, column, levels):
    """The level of a cell: "(missing)" for a missing one, None for one that training did not see."""
    text = _text(row[column])
    if text is None:
        return "(missing)"
    if text in levels:
        return text
    lower = text.lower()
    if lower in ("true", "false"):
        return next((level for level in levels if level.lower() == lower), None)
    number = _read(text)
    if number is None or _is_code(text):
        return None
    same = [level for level in levels if not _is_code(level) and _read(level) == number]
    return same[0] if len(same) == 1 else None


def _is_code(text):
    """Whether digits are a code, such as 007 or 1E5."""
    return re.match(r"0[0-9]+\Z|[0-9]+[eE][0-9]+\Z", text) is not None


def _moment(days):
    return datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=round(days * 86400000.0))


def _year(days):
    return float(_moment(days).year)


def _month(days):
    return float(_moment(days).month)


def _weekday(days):
    return float(_moment(days).isoweekday())


def _hour(days):
    return float(_moment(days).hour)


def self_test():
    """Compares the example rows with what the model said of them; returns the largest difference of a probability."""
    largest = 0.0
    for row, prediction, probabilities in EXAMPLES:
        if OFFSET is not None:
            row = dict(row, **{OFFSET: 0.0})
        scored = predict(row)
        for own, expected in zip(scored["probabilities"], probabilities):
            largest = max(largest, abs(own - expected))
        if scored["prediction"] != prediction and largest > 1e-9:
            raise AssertionError("predicted " + scored["prediction"] + " instead of " + prediction + " for " + repr(row))
    if largest > 1e-9:
        raise AssertionError("a probability differs by " + repr(largest))
    return largest


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 " + sys.argv[0] + " input.csv | --self-test")
    if sys.argv[1] == "--self-test":
        print("largest difference of a probability:", self_test())
        return
    try:
        with open(sys.argv[1], newline="", encoding="utf-8-sig") as file:
            _score(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        sys.exit(sys.argv[1] + ": " + (error.strerror if isinstance(error, OSError) and error.strerror else str(error)))


def _score(lines):
    header = next(lines, None)
    if header is None:
        raise ValueError("the file is empty, but needs a header")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["prediction"] + (["probability"] if len(CLASSES) == 2 else ["probability(" + name + ")" for name in CLASSES]))
    for cells in lines:
        if not cells:
            continue
        where = "line " + str(lines.line_num) + ": "
        if len(cells) != len(header):
            raise ValueError(where + "there are " + str(len(cells)) + " cells, but the header has " + str(len(header)))
        try:
            scored = predict(dict(zip(header, cells)))
        except KeyError as error:
            raise ValueError("the header has no column " + repr(error.args[0])) from None
        except (ValueError, OverflowError) as error:
            raise ValueError(where + str(error)) from None
        probabilities = [scored["probability"]] if len(CLASSES) == 2 else scored["probabilities"]
        writer.writerow([scored["prediction"]] + [repr(one) for one in probabilities])


if __name__ == "__main__":
    main()
