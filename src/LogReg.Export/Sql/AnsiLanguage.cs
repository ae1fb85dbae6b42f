namespace LogReg.Export.Sql;

/// <summary>Standard SQL: LIKE_REGEX (feature F841) is the least common of what it needs.</summary>
internal sealed class AnsiLanguage : SqlLanguage
{
    /// <inheritdoc/>
    public override string DoubleType => "DOUBLE PRECISION";

    /// <inheritdoc/>
    public override string CellText(string column) => $"TRIM(CAST({column} AS VARCHAR(4000)))";

    /// <inheritdoc/>
    public override string Length(string text) => $"CHAR_LENGTH({text})";

    /// <inheritdoc/>
    public override string Part(string text, int start, string length) => $"SUBSTRING({text} FROM {start} FOR {length})";

    /// <inheritdoc/>
    public override string Days(string date) =>
        DaysIfValid(date, Double($"CAST((CAST({date} AS DATE) - DATE '1970-01-01') DAY(7) AS INTEGER)"));

    /// <inheritdoc/>
    public override string Calendar(string part, string day) =>
        Double($"EXTRACT({part} FROM (DATE '1970-01-01' + CAST({day} AS INTEGER) * INTERVAL '1' DAY))");

    /// <inheritdoc/>
    public override string Greatest(IReadOnlyList<string> numbers) =>
        $"(SELECT MAX(v) FROM (VALUES {string.Join(", ", numbers.Select(number => $"({number})"))}) AS s(v))";

    /// <inheritdoc/>
    protected override string Matches(string text, string pattern) => $"{text} LIKE_REGEX {Text(pattern)}";
}
