using System.Globalization;
using LogReg.Equations;

namespace LogReg.Export.Sql;

/// <summary>
/// How a database system spells what a query consists of. The shape of a text is written with <c>#</c> for a digit, <c>~</c> for what
/// separates the parts of a date, <c>/</c> for what does after a year, <c>T</c> for what stands before its time (but in <c>UTC</c> and
/// <c>GMT</c>), <c>*</c> for any text at either end; anything else stands for itself.
/// </summary>
internal abstract class SqlLanguage
{
    /// <summary>What a text consists of that is a number.</summary>
    protected const string NumberPattern = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?$";

    /// <summary>What a text consists of that is a code rather than a number: <c>007</c>, <c>1E5</c>.</summary>
    protected const string CodePattern = "^(0[0-9]+|[0-9]+E[0-9]+)$";

    /// <summary>The characters around a cell that do not belong to it, as code points: the spaces of Unicode, the tab, and characters that
    /// nobody sees.</summary>
    protected static IReadOnlyList<int> Blanks { get; } =
        [0x20, 0x09, 0xA0, 0x1680, .. Enumerable.Range(0x2000, 12), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF];

    /// <summary>The language of a database system.</summary>
    /// <param name="dialect">The system.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such system.</exception>
    public static SqlLanguage Of(SqlDialect dialect) => dialect switch
    {
        SqlDialect.Ansi => new AnsiLanguage(),
        SqlDialect.Postgres => new PostgresLanguage(),
        SqlDialect.SQLite => new SqliteLanguage(),
        SqlDialect.DuckDb => new DuckDbLanguage(),
        SqlDialect.SqlServer => new SqlServerLanguage(),
        SqlDialect.BigQuery => new BigQueryLanguage(),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, $"Not an {nameof(SqlDialect)}."),
    };

    /// <summary>The name of the type of doubles.</summary>
    public abstract string DoubleType { get; }

    /// <summary>What stands at the end of each step of a query, so that the system computes nothing twice.</summary>
    public virtual string Fence => "";

    /// <summary>The name of a column.</summary>
    /// <param name="name">Any text.</param>
    public virtual string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The name of a column that the query adds, with what names of the system may consist of.</summary>
    /// <param name="name">Any text.</param>
    public virtual string Allowed(string name) => name;

    /// <summary>A text between quotes.</summary>
    /// <param name="text">The text.</param>
    public virtual string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A double: with an exponent, because a number without one is a decimal to most systems.</summary>
    /// <param name="number">A finite number.</param>
    public virtual string Number(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        string whole = text.Contains('E') ? text : $"{text}E0";
        return number < 0 ? $"({whole})" : whole;
    }

    /// <summary>A value as a double.</summary>
    /// <param name="value">The value.</param>
    public string Double(string value) => $"CAST({value} AS {DoubleType})";

    /// <summary>The cell of a column as a text, without blanks around it.</summary>
    /// <param name="column">The column.</param>
    public abstract string CellText(string column);

    /// <summary>The number of a cell that is not missing; an error of the system if it is no number.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="text">Its text.</param>
    /// <param name="column">The name of the column.</param>
    public virtual string CellNumber(string cell, string text, string column) => Double(text);

    /// <summary>The number that a text is; NULL for any other text, and for codes.</summary>
    /// <param name="text">The text.</param>
    public virtual string NumberOrNull(string text) =>
        $"CASE WHEN {Matches(text, NumberPattern)} AND NOT ({Matches(text, CodePattern)}) THEN {Double(text)} END";

    /// <summary>Whether a text has a shape.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shape">The shape.</param>
    public virtual string HasShape(string text, string shape) => Matches(text, $"^{Spell(shape, ".*", "[+]")}$");

    /// <summary>Whether a text that begins with a digit consists of digits with at most one point.</summary>
    /// <param name="text">The text.</param>
    public virtual string IsDecimal(string text) => Matches(text, "^[0-9]+([.][0-9]*)?$");

    /// <summary>The number of characters of a text.</summary>
    /// <param name="text">The text.</param>
    public virtual string Length(string text) => $"LENGTH({text})";

    /// <summary>A part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The position of its first character, from 1.</param>
    /// <param name="length">The number of characters.</param>
    public string Part(string text, int start, int length) => Part(text, start, length.ToString(CultureInfo.InvariantCulture));

    /// <summary>A part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The position of its first character, from 1.</param>
    /// <param name="length">The number of characters, as SQL.</param>
    public virtual string Part(string text, int start, string length) => $"SUBSTR({text}, {start}, {length})";

    /// <summary>Texts one after the other.</summary>
    /// <param name="texts">The texts.</param>
    public virtual string Concatenate(params IEnumerable<string> texts) => string.Join(" || ", texts);

    /// <summary>The days since 1970-01-01 of a date; NULL if there is no such day.</summary>
    /// <param name="date">A text of the form 2026-05-01.</param>
    public abstract string Days(string date);

    /// <summary>The year or month of a day.</summary>
    /// <param name="part">YEAR or MONTH.</param>
    /// <param name="day">Whole days since 1970-01-01, as a double.</param>
    public virtual string Calendar(string part, string day) => Double($"EXTRACT({part} FROM (DATE '1970-01-01' + CAST({day} AS INTEGER)))");

    /// <summary>The natural logarithm.</summary>
    /// <param name="number">A number.</param>
    public virtual string Log(string number) => $"LN({number})";

    /// <summary>The largest of several numbers.</summary>
    /// <param name="numbers">The numbers, at least one.</param>
    public virtual string Greatest(IReadOnlyList<string> numbers) => $"GREATEST({string.Join(", ", numbers)})";

    /// <summary>A function of a number.</summary>
    /// <param name="function">The function.</param>
    /// <param name="number">The number.</param>
    public string Function(EquationFunction function, string number)
    {
        const string dayLength = "86400000E0";
        string milliseconds = $"FLOOR({number} * {dayLength} + 0.5E0)";
        string day = $"FLOOR({milliseconds} / {dayLength})";
        return function switch
        {
            EquationFunction.Log => Log(number),

            // Kahan's: exact near 0, where 1 + x has lost digits of x.
            EquationFunction.Log1P => $"(CASE WHEN 1E0 + {number} = 1E0 THEN {number} "
                + $"ELSE {Log($"1E0 + {number}")} * {number} / ((1E0 + {number}) - 1E0) END)",
            EquationFunction.Sqrt => $"SQRT({number})",
            EquationFunction.Exp => Exp(number),
            EquationFunction.Abs => $"ABS({number})",
            EquationFunction.Year => Calendar("YEAR", day),
            EquationFunction.Month => Calendar("MONTH", day),
            EquationFunction.Weekday => $"({day} + 4E0 - 7E0 * FLOOR(({day} + 3E0) / 7E0))",
            EquationFunction.Hour => $"FLOOR(({milliseconds} - {dayLength} * {day}) / 3600000E0)",
            _ => throw new NotSupportedException($"{function} is not a function of an equation."),
        };
    }

    /// <summary>The exponential: of numbers below −700, for which systems report an error, that of −700.</summary>
    /// <param name="number">The number.</param>
    public virtual string Exp(string number) => $"EXP(CASE WHEN {number} < -700E0 THEN -700E0 ELSE {number} END)";

    /// <summary>Whether a text matches a regular expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The regular expression.</param>
    protected abstract string Matches(string text, string pattern);

    /// <summary>Days since 1970-01-01 by a cast that reports an error if there is no such day.</summary>
    /// <param name="date">A text of the form 2026-05-01.</param>
    /// <param name="days">The days of a date that there is.</param>
    protected string DaysIfValid(string date, string days)
    {
        string year = $"CAST({Part(date, 1, 4)} AS INTEGER)";
        string month = Part(date, 6, 2);
        return $"CASE WHEN {year} >= 1 AND {month} BETWEEN '01' AND '12' AND {Part(date, 9, 2)} BETWEEN '01' AND "
            + $"CASE WHEN {month} IN ('04', '06', '09', '11') THEN '30' WHEN {month} <> '02' THEN '31' "
            + $"WHEN MOD({year}, 4) = 0 AND (MOD({year}, 100) <> 0 OR MOD({year}, 400) = 0) THEN '29' ELSE '28' END THEN {days} END";
    }

    /// <summary>A shape in a language of patterns with classes of characters.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="rest">Any text.</param>
    /// <param name="plus">A plus sign.</param>
    protected static string Spell(string shape, string rest, string plus) => shape.EndsWith("UTC", StringComparison.Ordinal)
        || shape.EndsWith("GMT", StringComparison.Ordinal) ? rest + shape[1..] : string.Concat(shape.Select(character => character switch
        {
            '#' => "[0-9]",
            '~' => "[-./, ]",
            '/' => "[-./]",
            'T' => "[T, ]",
            '*' => rest,
            '+' => plus,
            _ => character.ToString(),
        }));
}
