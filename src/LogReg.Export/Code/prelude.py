"""@title@.

Exported by logreg; needs Python 3.8 or later and nothing else.

    import model
    model.predict({"column": value, ...})

As a program, it scores a CSV file with a header, whose cells are separated by commas, semicolons, tabs or bars, or tests itself:

    python3 model.py input.csv > scored.csv
    python3 model.py --self-test
"""

import bisect
import csv
import datetime
import io
import math
import re
import sys

@constants@

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_CODE = re.compile(r"(0[0-9]+|[0-9]+E[0-9]+)\Z")
_SIGNS = {0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2212: "-", 0xFE63: "-", 0xFF0D: "-", 0xFE62: "+", 0xFF0B: "+"}
_DATE = re.compile(
    r"(?:([0-9]{8})|([0-9]{1,4}|[A-Za-z]+)([-/. ,])\s*([0-9]{1,4}|[A-Za-z]+)(?:[-/. ,]\s*([0-9]{1,4}))?)"
    r"([Tt ,]\s*([0-9]{1,9}):([0-9]{2})(?::([0-9]+\.?[0-9]*|\.[0-9]+))?\s*([AaPp][Mm])?\s*(?:Z|z|UTC|GMT|[-+][0-9:]{0,5})?)?\Z"
)
_EPOCH = re.compile(r"([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\Z")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)


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
    """The probability of the positive class: after isotonic calibration, that of the step that the log-odds are on."""
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
    text = _trim(str(value))
    return None if text.lower() in MISSING else text


def _trim(text):
    """A text without the blanks around it, invisible ones included."""
    return text.strip(" \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff")


def _read(text):
    """A text as a number; None if it is none."""
    text = text.translate(_SIGNS)
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
    """A date as a number of days since 1970-01-01; NaN for a text that is not a date.

    order: "ymd", "dmy" or "mdy", or "seconds" or "milliseconds" since 1970.
    """
    value = row[column]
    if isinstance(value, datetime.datetime):
        value = value.replace(tzinfo=None).isoformat(" ")
    elif isinstance(value, datetime.date):
        value = value.isoformat()
    text = _text(value)
    if text is None:
        return math.nan
    text = text.strip()
    if order in ("seconds", "milliseconds") and _EPOCH.match(text):
        seconds = float(text) / (1.0 if order == "seconds" else 1000.0)
        if 1e8 <= seconds < 1e10:
            return seconds / 86400.0
    match = _DATE.match(text)
    if not match or len(text) > 64:
        return math.nan
    year, month, day = _date_parts(match, order)
    if len(year) != 4 or len(month) > 2 or not 1 <= len(day) <= 2:
        return math.nan
    try:
        days = datetime.date(int(year), int(month), int(day)).toordinal() - 719163
    except ValueError:
        return math.nan
    seconds = _seconds_of_day(match) if match.group(6) else 0.0
    return days + seconds / 86400.0


def _date_parts(match, order):
    """The year, month and day of a date as texts; ("", "", "") if its parts are in another order."""
    whole, first, separator, second, third, time = match.groups()[:6]
    if whole:
        return (whole[:4], whole[4:6], whole[6:]) if order == "ymd" else ("", "", "")
    if len(first) == 4 and first.isdigit() and separator in "-/.":
        order = "ymd"
    names = [_month_number(first), _month_number(second)]
    if len(order) > 3 or names[0] and names[1]:
        return "", "", ""
    if names[0] or names[1]:
        month = str(names[0] or names[1])
        other = second if names[0] else first
        if third is None:
            return ("", "", "") if time else (other, month, "1")
        return (first, month, third) if names[1] and len(first) == 4 else (third, month, other)
    if third is None or not (first.isdigit() and second.isdigit()):
        return "", "", ""
    parts = dict(zip(order, (first, second, third)))
    return parts["y"], parts["m"], parts["d"]


def _month_number(word):
    """The number of a month by its English name or the first three letters of it; 0 for anything else."""
    word = word.lower()
    return next((place for place, name in enumerate(_MONTHS, 1) if word in (name, name[:3])), 0)


def _seconds_of_day(match):
    """The time of a date in seconds; NaN if there is no such time."""
    hour, minute, second = int(match.group(7)), int(match.group(8)), float(match.group(9) or 0)
    half = (match.group(10) or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
    return hour * 3600 + minute * 60 + second if hour <= 23 and minute <= 59 and second < 61 else math.nan


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
    return _CODE.match(text) is not None


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
            text = file.read()
            _score(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        sys.exit(sys.argv[1] + ": " + (error.strerror if isinstance(error, OSError) and error.strerror else str(error)))


def _delimiter(text):
    """The delimiter: the candidate that stands in the header most often."""
    header = re.sub(r'"[^"]*"', "", text[:100000]).lstrip("\r\n").split("\n")[0]
    return max(",;\t|", key=header.count)


def _score(lines):
    header = next((cells for cells in lines if cells), None)
    if header is None:
        raise ValueError("the file is empty, but needs a header")
    header = [_trim(name) for name in header]
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
