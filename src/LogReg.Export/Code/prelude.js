// @title@.
//
// Exported by logreg; needs Node.js 12 or a browser of 2020, and nothing else.
//
//     const model = require("./model.js");
//     model.predict({ "column": value, ... });
//
// In a browser, the same functions are those of the global logregModel. As a program, it scores a CSV file with a header, or tests itself:
//
//     node model.js input.csv > scored.csv
//     node model.js --self-test
(function (root) {
    "use strict";

    @constants@

    const MISSING_TEXTS = new Set(MISSING);
    const SPACES = "[ \\t\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff]*";
    const TRIMMED = new RegExp("^" + SPACES + "([^]*?)" + SPACES + "$");
    const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
    const CODE = /^(0\d+|\d+E\d+)$/;
    const DATE_PART = "(?:(\\d{8})|(\\d{1,4}|[A-Za-z]+)([-/. ,])\\s*(\\d{1,4}|[A-Za-z]+)(?:[-/. ,]\\s*(\\d{1,4}))?)";
    const TIME_PART = "([Tt ,]\\s*(\\d{1,9}):(\\d{2})(?::(\\d+\\.?\\d*|\\.\\d+))?\\s*([AaPp][Mm])?\\s*(?:Z|z|UTC|GMT|[-+][0-9:]{0,5})?)?";
    const DATE = new RegExp("^" + DATE_PART + TIME_PART + "$");
    const EPOCH = /^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
    const MONTHS = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    /**
     * Scores a row.
     * @param {Object} row a value for each column: a number, a text, a truth value or a Date (in UTC); null, NaN or a text such as "NA" if
     * it is missing.
     * @returns {{prediction: string, probabilities: number[], probability: (number|undefined)}} the class; the probability of each class,
     * in the order of CLASSES; and, with two classes, that of the positive one.
     * @throws {Error} if a column is absent, or a cell is no number where one is needed.
     */
    function predict(row) {
        const values = logOdds(row);
        if (CLASSES.length === 2) {
            const positive = EQUATION_CLASSES[0];
            const probability = probabilityOf(values[0]);
            const probabilities = [0, 0];
            probabilities[positive] = probability;
            probabilities[1 - positive] = STEP_PROBABILITIES.length > 0 ? 1 - probability : sigmoid(-values[0]);
            return { prediction: CLASSES[probability >= THRESHOLD ? positive : 1 - positive], probability, probabilities };
        }
        const scores = CLASSES.map(() => 0);
        EQUATION_CLASSES.forEach((place, equation) => { scores[place] = values[equation]; });
        const largest = Math.max(...scores);
        const odds = scores.map(score => Math.exp(score - largest));
        const total = odds.reduce((sum, one) => sum + one, 0);
        const probabilities = odds.map(one => one / total);
        return { prediction: CLASSES[probabilities.indexOf(Math.max(...probabilities))], probabilities };
    }

    /** The log-odds of each class that has an equation. */
    function logOdds(row) {
        const values = equations(row);
        if (OFFSET === null) return values;
        const offset = number(row, OFFSET);
        if (Number.isNaN(offset)) throw new Error("the offset " + OFFSET + " is missing");
        return values.map(value => value + offset);
    }

    function equations(row) {
        @statements@
    }

    @additions@
    function positivePart(number) {
        return number > 0 ? number : 0;
    }

    function power(number, exponent) {
        let result = number;
        for (let factor = 1; factor < exponent; factor++) result *= number;
        return result;
    }

    // The probability of the positive class: after isotonic calibration, that of the step that the log-odds are on.
    function probabilityOf(value) {
        return STEP_PROBABILITIES.length > 0 ? STEP_PROBABILITIES[STEP_LIMITS.filter(limit => limit <= value).length] : sigmoid(value);
    }

    function sigmoid(value) {
        if (value >= 0) return 1 / (1 + Math.exp(-value));
        const odds = Math.exp(value);
        return odds / (1 + odds);
    }

    function cell(row, column) {
        if (!Object.prototype.hasOwnProperty.call(row, column)) throw new Error("the row has no column " + column);
        return row[column];
    }

    function trim(text) {
        return TRIMMED.exec(text)[1];
    }

    // The text of a cell; null if it is missing.
    function textOf(value) {
        if (value === null || value === undefined || Number.isNaN(value)) return null;
        const text = trim(String(value));
        return MISSING_TEXTS.has(text.toLowerCase()) ? null : text;
    }

    // A text as a number; NaN if it is none.
    function read(text) {
        text = text.replace(/[\u2010-\u2013\u2212\ufe63\uff0d]/g, "-").replace(/[\ufe62\uff0b]/g, "+");
        const value = NUMBER.test(text) ? Number(text) : NaN;
        return Number.isFinite(value) ? value : NaN;
    }

    function number(row, column) {
        const value = cell(row, column);
        if (typeof value === "boolean") return value ? 1 : 0;
        const text = textOf(value);
        if (text === null) return NaN;
        const result = typeof value === "number" ? value : read(text);
        if (!Number.isFinite(result)) throw new Error(column + ": " + JSON.stringify(value) + " is not a finite number");
        return result;
    }

    // A date as a number of days since 1970-01-01; NaN for a text that is not a date. The order is "ymd", "dmy" or "mdy", or "seconds" or
    // "milliseconds" since 1970.
    function date(row, column, order) {
        const value = cell(row, column);
        const cellText = textOf(value instanceof Date ? value.toISOString() : value);
        const text = cellText === null ? "" : cellText.trim();
        if (order.length > 3 && EPOCH.test(text)) {
            const seconds = Number(text) / (order === "seconds" ? 1 : 1000);
            if (seconds >= 1e8 && seconds < 1e10) return seconds / 86400;
        }
        const match = DATE.exec(text);
        const parts = match === null || text.length > 64 ? null : dateParts(match, order);
        if (parts === null || parts[0].length !== 4 || parts[1].length > 2 || parts[2].length > 2) return NaN;
        const [year, month, day] = parts.map(Number);
        const moment = new Date(0);
        moment.setUTCFullYear(year, month - 1, day);
        if (year < 1 || moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return NaN;
        return moment.getTime() / 86400000 + (match[6] === undefined ? 0 : secondsOfDay(match)) / 86400;
    }

    // The year, month and day of a date as texts; null if its parts are in another order.
    function dateParts([, whole, first, separator, second, third, time], order) {
        if (whole !== undefined) return order === "ymd" ? [whole.slice(0, 4), whole.slice(4, 6), whole.slice(6)] : null;
        const letters = /^\d{4}$/.test(first) && "-/.".includes(separator) ? "ymd" : order;
        const names = [monthNumber(first), monthNumber(second)];
        if (letters.length > 3 || names[0] > 0 && names[1] > 0) return null;
        if (names[0] > 0 || names[1] > 0) {
            const month = String(names[0] || names[1]);
            const other = names[0] > 0 ? second : first;
            if (third === undefined) return time === undefined ? [other, month, "1"] : null;
            return names[1] > 0 && first.length === 4 ? [first, month, third] : [third, month, other];
        }
        if (third === undefined || !/^\d+ \d+$/.test(first + " " + second)) return null;
        return ["y", "m", "d"].map(letter => [first, second, third][letters.indexOf(letter)]);
    }

    // The number of a month by its English name or the first three letters of it; 0 for anything else.
    function monthNumber(word) {
        const lower = word.toLowerCase();
        return 1 + MONTHS.findIndex(name => lower === name || lower === name.slice(0, 3));
    }

    // The time of a date in seconds; NaN if there is no such time.
    function secondsOfDay(match) {
        const [minute, second] = [Number(match[8]), Number(match[9] || 0)];
        let hour = Number(match[7]);
        if (match[10] !== undefined) {
            hour = hour >= 1 && hour <= 12 ? hour % 12 + (match[10].toLowerCase() === "pm" ? 12 : 0) : NaN;
        }
        return hour <= 23 && minute <= 59 && second < 61 ? hour * 3600 + minute * 60 + second : NaN;
    }

    // The level of a cell: "(missing)" for a missing one, null for one that training did not see.
    function level(row, column, levels) {
        const text = textOf(cell(row, column));
        if (text === null) return "(missing)";
        if (levels.includes(text)) return text;
        const lower = text.toLowerCase();
        if (lower === "true" || lower === "false") return levels.find(one => one.toLowerCase() === lower) || null;
        const value = CODE.test(text) ? NaN : read(text);
        const same = levels.filter(one => !CODE.test(one) && read(one) === value);
        return same.length === 1 ? same[0] : null;
    }

    function momentOf(days) {
        return new Date(Math.round(days * 86400000));
    }

    function yearOf(days) {
        return momentOf(days).getUTCFullYear();
    }

    function monthOf(days) {
        return momentOf(days).getUTCMonth() + 1;
    }

    function weekdayOf(days) {
        return momentOf(days).getUTCDay() || 7;
    }

    function hourOf(days) {
        return momentOf(days).getUTCHours();
    }

    /** Compares the example rows with what the model said of them; returns the largest difference of a probability. */
    function selfTest() {
        let largest = 0;
        for (const [cells, prediction, probabilities] of EXAMPLES) {
            const row = {};
            for (const [column, value] of OFFSET === null ? cells : [...cells, [OFFSET, 0]]) {
                Object.defineProperty(row, column, { value, enumerable: true });
            }
            const scored = predict(row);
            scored.probabilities.forEach((own, place) => { largest = Math.max(largest, Math.abs(own - probabilities[place])); });
            if (!(largest <= 1e-9) || (scored.prediction !== prediction && largest > 0)) {
                throw new Error("predicted " + JSON.stringify(scored) + " instead of " + prediction + " " + probabilities + " for " + JSON.stringify(cells));
            }
        }
        return largest;
    }

    // The delimiter of a CSV text: the candidate that stands in the header most often.
    function delimiterOf(text) {
        const header = text.slice(0, 100000).replace(/"[^"]*"/g, "").replace(/^[\r\n]+/, "").split(/[\r\n]/)[0];
        const counts = [",", ";", "\t", "|"].map(mark => header.split(mark).length);
        return [",", ";", "\t", "|"][counts.indexOf(Math.max(...counts))];
    }

    // The rows of a CSV text, each with the number of its first line; quotes are doubled within quotes. Empty lines are none.
    function parse(text) {
        const rows = [];
        text = text.replace(/^\ufeff/, "");
        const mark = delimiterOf(text);
        const own = mark === "|" ? "\\|" : mark;
        const cells = new RegExp("(\"(?:[^\"]|\"\")*\"|[^" + own + "\"\\r\\n][^" + own + "\\r\\n]*|)(" + own + "|\\r\\n|\\r|\\n|$)", "y");
        let line = 1;
        let row = { line, cells: [] };
        while (cells.lastIndex < text.length) {
            const found = cells.exec(text);
            if (found === null) throw new Error("line " + line + ": a cell that begins with a quote does not end with one");
            const [whole, value, end] = found;
            row.cells.push(value.startsWith("\"") ? value.slice(1, -1).replace(/""/g, "\"") : value);
            line += (whole.match(/\r\n|\r|\n/g) || []).length;
            if (end === mark && cells.lastIndex === text.length) row.cells.push("");
            if (end !== mark || cells.lastIndex === text.length) {
                if (row.cells.length > 1 || value !== "") rows.push(row);
                row = { line, cells: [] };
            }
        }
        return rows;
    }

    function quote(text) {
        return /[",\r\n]/.test(text) ? "\"" + text.replace(/"/g, "\"\"") + "\"" : text;
    }

    function score(text) {
        const [header, ...rows] = parse(text);
        if (header === undefined) throw new Error("the file is empty, but needs a header");
        const names = header.cells.map(trim);
        const isBinary = CLASSES.length === 2;
        const lines = [["prediction", ...(isBinary ? ["probability"] : CLASSES.map(name => "probability(" + name + ")"))]];
        for (const { line, cells } of rows) {
            if (cells.length !== header.cells.length) {
                throw new Error("line " + line + ": there are " + cells.length + " cells, but the header has " + header.cells.length);
            }
            const row = {};
            names.forEach((column, place) => Object.defineProperty(row, column, { value: cells[place], configurable: true }));
            let scored;
            try {
                scored = predict(row);
            } catch (error) {
                throw new Error("line " + line + ": " + error.message);
            }
            lines.push([scored.prediction, ...(isBinary ? [scored.probability] : scored.probabilities)]);
        }
        return lines.map(line => line.map(one => quote(String(one))).join(",") + "\n").join("");
    }

    const api = { predict, logOdds, selfTest, score, CLASSES, TARGET };
    @exports@
    if (typeof module === "undefined") {
        root.logregModel = api;
        return;
    }
    module.exports = api;
    if (require.main === module) {
        const argument = process.argv[2];
        if (process.argv.length !== 3) {
            process.stderr.write("usage: node " + process.argv[1] + " input.csv | --self-test\n");
            process.exitCode = 2;
        } else if (argument === "--self-test") {
            console.log("largest difference of a probability:", selfTest());
        } else {
            try {
                process.stdout.write(score(require("fs").readFileSync(argument, "utf8")));
            } catch (error) {
                process.stderr.write(argument + ": " + error.message + "\n");
                process.exitCode = 1;
            }
        }
    }
})(typeof globalThis === "undefined" ? this : globalThis);
