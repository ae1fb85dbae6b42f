namespace LogReg.Export.Sql;

/// <summary>SQLite.</summary>
internal sealed class SqliteLanguage : SqlLanguage
{
    // A function takes at most 127 arguments in older versions.
    private const int MostArguments = 100;

    /// <inheritdoc/>
    public override string DoubleType => "REAL";

    /// <inheritdoc/>
    /// <remarks>A name in double quotes that no column has is a text to SQLite, not an error.</remarks>
    public override string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <inheritdoc/>
    /// <remarks>Two queries with a LIMIT, one in the other, are not merged, which would repeat the expressions of the inner one.</remarks>
    public override string Fence => " LIMIT -1";

    /// <inheritdoc/>
    public override string CellText(string column) => $"TRIM(CAST({column} AS TEXT), CHAR({string.Join(", ", Blanks)}))";

    /// <inheritdoc/>
    /// <remarks>A cast makes 0 of a text without a number. Only functions of JSON report an error with a text.</remarks>
    public override string CellNumber(string cell, string text, string column) =>
        $"CASE WHEN TYPEOF({cell}) IN ('integer', 'real') THEN {Double(cell)} WHEN {IsNumber(text)} THEN {Double(text)} "
            + $"ELSE JSON_EXTRACT('{{}}', {Text($"{column}: ")} || {text} || ' is not a number') END";

    /// <inheritdoc/>
    public override string NumberOrNull(string text) => $"CASE WHEN {IsNumber(text)} "
        + $"AND NOT ({text} GLOB '0[0-9]*' AND {text} NOT GLOB '*[^0-9]*') "
        + $"AND NOT ({text} GLOB '[0-9]*E*[0-9]' AND {text} NOT GLOB '*[^0-9E]*') THEN {Double(text)} END";

    /// <inheritdoc/>
    public override string HasShape(string text, string shape) => $"{text} GLOB '{Spell(shape, "*", "+")}'";

    /// <inheritdoc/>
    public override string IsDecimal(string text) => $"{text} GLOB '[0-9]*' AND {text} NOT GLOB '*[^0-9.]*' AND {text} NOT GLOB '*.*.*'";

    /// <inheritdoc/>
    public override string Days(string date) => DaysIfValid(date, $"JULIANDAY({date}) - 2440587.5E0");

    /// <inheritdoc/>
    public override string Calendar(string part, string day) =>
        Double($"STRFTIME('{(part == "YEAR" ? "%Y" : "%m")}', {day} + 2440587.5E0)");

    /// <inheritdoc/>
    public override string Greatest(IReadOnlyList<string> numbers)
    {
        string[] largest = [.. numbers.Chunk(MostArguments).Select(some => some.Length == 1 ? some[0] : $"MAX({string.Join(", ", some)})")];
        return largest.Length == 1 ? largest[0] : Greatest(largest);
    }

    /// <inheritdoc/>
    protected override string Matches(string text, string pattern) => throw new NotSupportedException("SQLite has no regular expressions.");

    // Beside a number, a text that is one is compared as one; any other text is greater than all numbers.
    private string IsNumber(string text) => $"{text} < {Double("9E999")}";
}
