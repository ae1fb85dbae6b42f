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
    const CODE = /^(0\d+|\d+[eE]\d+)$/;
    const DATE = /^(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?/;

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

    // The probability of the positive of two classes: of isotonic calibration that of the step of the log-odds.
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

    // The text of a cell; null if it is missing.
    function textOf(value) {
        if (value === null || value === undefined || Number.isNaN(value)) return null;
        const text = TRIMMED.exec(String(value))[1];
        return MISSING_TEXTS.has(text.toLowerCase()) ? null : text;
    }

    // A text as a number; NaN if it is none.
    function read(text) {
        text = text.replace("\u2212", "-");
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

    // A date as a number of days since 1970-01-01.
    function date(row, column, order) {
        const value = cell(row, column);
        const text = textOf(value instanceof Date ? value.toISOString() : value);
        const match = text === null ? null : DATE.exec(text);
        if (match === null) return NaN;
        const letters = match[1].length === 4 ? "ymd" : order;
        const [year, month, day] = ["y", "m", "d"].map(letter => Number(match[1 + letters.indexOf(letter)]));
        const moment = new Date(0);
        moment.setUTCFullYear(year, month - 1, day);
        if (year < 1 || moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day) return NaN;
        const seconds = Number(match[4] || 0) * 3600 + Number(match[5] || 0) * 60 + Number(match[6] || 0);
        return moment.getTime() / 86400000 + seconds / 86400;
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

    // The rows of a CSV text, each with the number of its first line; quotes are doubled within quotes. Empty lines are none.
    function parse(text) {
        const rows = [];
        const cells = /("(?:[^"]|"")*"|[^,"\r\n][^,\r\n]*|)(,|\r\n|\r|\n|$)/y;
        text = text.replace(/^\ufeff/, "");
        let line = 1;
        let row = { line, cells: [] };
        while (cells.lastIndex < text.length) {
            const found = cells.exec(text);
            if (found === null) throw new Error("line " + line + ": a cell that begins with a quote does not end with one");
            const [whole, value, end] = found;
            row.cells.push(value.startsWith("\"") ? value.slice(1, -1).replace(/""/g, "\"") : value);
            line += (whole.match(/\r\n|\r|\n/g) || []).length;
            if (end === "," && cells.lastIndex === text.length) row.cells.push("");
            if (end !== "," || cells.lastIndex === text.length) {
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
        const isBinary = CLASSES.length === 2;
        const lines = [["prediction", ...(isBinary ? ["probability"] : CLASSES.map(name => "probability(" + name + ")"))]];
        for (const { line, cells } of rows) {
            if (cells.length !== header.cells.length) {
                throw new Error("line " + line + ": there are " + cells.length + " cells, but the header has " + header.cells.length);
            }
            const row = {};
            header.cells.forEach((column, place) => Object.defineProperty(row, column, { value: cells[place], configurable: true }));
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
