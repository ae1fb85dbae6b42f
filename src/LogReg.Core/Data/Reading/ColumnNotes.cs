using System.Text;

namespace LogReg.Data;

/// <summary>A note on a column that was read: how cells that are not numbers were treated.</summary>
internal static class ColumnNotes
{
    private const int MostTexts = 3;

    // Of a column in which fewer cells are numbers nobody would think that it is one of numbers.
    private const double ShareOfNumbers = 0.5;

    /// <summary>The notes on a column of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The position of the column.</param>
    /// <param name="planned">How it was asked for.</param>
    /// <param name="read">How it was read.</param>
    /// <param name="reader">The source, to find places in.</param>
    /// <param name="agreement">What puts together what several processes found out; <see langword="null"/> if there is one.</param>
    /// <param name="cancellationToken">Stops the search for lines.</param>
    public static IEnumerable<ReadNote> Of(
        Table table,
        int column,
        PlannedColumn planned,
        AssembledColumn read,
        RowReader reader,
        PassAgreement? agreement,
        CancellationToken cancellationToken)
    {
        ColumnInfo info = table.Columns[column];
        CellCensus census = read.Census;
        if (OfErrors(info.Name, census, table.RowCount) is ReadNote errors)
        {
            yield return errors;
        }

        if (OfRounded(info, census) is ReadNote rounded)
        {
            yield return rounded;
        }

        if ((read.Notation ?? OfCensus(census, planned)) is NumberNotation notation)
        {
            yield return OfNotation(info.Name, notation);
        }

        if (read.Doubt is string example)
        {
            yield return OfDoubt(info.Name, example);
        }

        if (!planned.IsInferred || (read.Notation is not null && info.Levels is not null))
        {
            yield break;
        }

        if (OfNones(info, census, reader.MissingValues) is ReadNote nones)
        {
            yield return nones;
        }

        if (OfStrays(info, census, table.RowCount) is ReadNote strays)
        {
            yield return strays;
        }

        if (OfDates(info, planned.Request) is ReadNote dates)
        {
            yield return dates;
        }

        if (info.Levels is LevelTable levels && (HasNumbers(levels) || AlmostNoted(levels, reader.Conventions) is not null))
        {
            long[] counts = new long[levels.Count];
            long[] firstRows = new long[levels.Count];
            foreach (TableChunk chunk in table.Chunks)
            {
                Count(chunk, column, counts, firstRows);
            }

            agreement?.Agree(counts, firstRows);
            if (OfLevels(
                info.Name, levels, counts, code => reader.Find(firstRows[code], cancellationToken), reader.Conventions) is ReadNote note)
            {
                yield return note;
            }
        }
    }

    /// <summary>The note on a spreadsheet's error values, or <see langword="null"/>.</summary>
    public static ReadNote? OfErrors(string name, CellCensus census, long rows) =>
        census.Errors > 0
            ? new ReadNote(ReadNoteKind.SpreadsheetErrors, name, census.Errors, rows - census.Missing, census.ErrorTexts)
            : null;

    /// <summary>The note on a column whose numbers are not written as plain numbers.</summary>
    public static ReadNote OfNotation(string name, NumberNotation notation) =>
        new(ReadNoteKind.Notation, name, 0, 0, [new StrayText(notation.Example, 0, null)]) { Notation = notation };

    /// <summary>The note on a column of plain numbers whose points may stand between thousands.</summary>
    /// <param name="name">The column.</param>
    /// <param name="example">One of the numbers.</param>
    public static ReadNote OfDoubt(string name, string example) =>
        new(ReadNoteKind.DoubtfulPoints, name, 0, 0, [new StrayText(example, 0, null)]);

    /// <summary>The notation in which a pass read cells, or <see langword="null"/>.</summary>
    public static NumberNotation? OfCensus(CellCensus census, PlannedColumn planned) =>
        census.Noted > 0 ? planned.Notation! with { Example = census.NotedText! } : null;

    /// <summary>The note on an inferred column of dates, or <see langword="null"/>.</summary>
    public static ReadNote? OfDates(ColumnInfo info, ColumnRequest request) =>
        !request.KeepsTexts && info.Levels is LevelTable levels && DateLevels.Are(levels)
            ? new ReadNote(ReadNoteKind.Dates, info.Name, 0, 0, [])
            : null;

    /// <summary>The note on whole numbers that were rounded, or <see langword="null"/>.</summary>
    public static ReadNote? OfRounded(ColumnInfo info, CellCensus census) => info.Kind == ColumnKind.Numeric && census.Rounded > 0
        ? new ReadNote(ReadNoteKind.RoundedIntegers, info.Name, census.Rounded, 0, census.RoundedTexts)
        : null;

    /// <summary>The note on cells that read None among texts, unless somebody said what is missing; <see langword="null"/> if there is
    /// nothing to say.</summary>
    public static ReadNote? OfNones(ColumnInfo info, CellCensus census, IReadOnlyList<string> missingValues) =>
        info.Kind == ColumnKind.Categorical && census.Nones > 0 && ReferenceEquals(missingValues, MissingValueSet.Default)
            ? new ReadNote(ReadNoteKind.NoneAsMissing, info.Name, census.Nones, 0, [])
            : null;

    /// <summary>The note on stray texts of a column that was read as numbers, or <see langword="null"/>.</summary>
    public static ReadNote? OfStrays(ColumnInfo info, CellCensus census, long rows) => info.Kind == ColumnKind.Numeric && census.Strays > 0
        ? new ReadNote(ReadNoteKind.StrayTexts, info.Name, census.Strays, rows - census.Missing, census.StrayTexts)
        {
            Rows = census.StrayRows,
        }
        : null;

    /// <summary>The note on a few texts among numbers in a notation, or <see langword="null"/>.</summary>
    /// <param name="info">The column.</param>
    /// <param name="census">What its cells are.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="notation">The notation by which they were read.</param>
    public static ReadNote? OfNotedStrays(ColumnInfo info, CellCensus census, long rows, NumberNotation notation) =>
        census.Bare == 0 && !notation.Suffix.Any(char.IsLetter)
            && CellCensus.AreFew(census.Strays, census.StrayTexts.Count, rows - census.Missing)
            && census.StrayTexts.All(
                text => !NotationDetector.MayBeNumber(Encoding.UTF8.GetBytes(text.Text), notation.DecimalSeparator))
            ? OfStrays(info, census, rows) is ReadNote note ? note with { Rows = null } : null
            : null;

    /// <summary>The notation in which all levels but a few are numbers, which are no plain numbers; <see langword="null"/> if there is
    /// none.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="conventions">How the source writes numbers, as far as somebody said.</param>
    public static NumberNotation? AlmostNotation(LevelTable levels, NumberConventions conventions) =>
        FindAlmostNoted(levels, conventions)?.Notation;

    /// <summary>The note on a column that looked like one of numbers and is one of text.</summary>
    /// <param name="name">The column.</param>
    /// <param name="census">What its cells are, as far as they were read.</param>
    public static ReadNote OfTurned(string name, CellCensus census) =>
        census.LeadingZeros > 0 ? new ReadNote(ReadNoteKind.LeadingZeros, name, census.LeadingZeros, 0, [])
        : census.Strays == 0 ? new ReadNote(ReadNoteKind.ExponentCodes, name, census.ExponentCodes, 0, [])
        : new ReadNote(ReadNoteKind.MixedTexts, name, census.Strays, 0, [census.StrayTexts[0] with { Place = null }]);

    /// <summary>The note on a column of levels some of which are numbers, or <see langword="null"/>.</summary>
    /// <param name="name">The column.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="counts">For each level how many cells have it.</param>
    /// <param name="placeOf">Finds the place of the first cell with a level; <see langword="null"/> if it is not known.</param>
    /// <param name="conventions">How the source writes numbers, as far as somebody said.</param>
    public static ReadNote? OfLevels(
        string name, LevelTable levels, IReadOnlyList<long> counts, Func<int, RowPlace?>? placeOf, NumberConventions conventions)
    {
        var strays = new List<int>();
        var zeros = new List<int>();
        long cells = 0;
        long numbers = 0;
        long exponents = 0;
        for (int code = 0; code < levels.Count; code++)
        {
            ReadOnlySpan<byte> text = levels.Utf8(code);
            cells += counts[code];
            bool isNumber = NumberText.Classify(text, out _) == NumberTextKind.Number;
            bool isExponent = isNumber && NumberText.IsExponentCode(text);
            exponents += isExponent ? counts[code] : 0;
            if (!isNumber)
            {
                strays.Add(code);
            }
            else if (NumberText.HasLeadingZeros(text))
            {
                zeros.Add(code);
            }
            else
            {
                numbers += isExponent ? 0 : counts[code];
            }
        }

        long strayCount = strays.Sum(code => counts[code]);
        long zeroCount = zeros.Sum(code => counts[code]);
        ReadNote? Note(ReadNoteKind kind, long count, IEnumerable<int> codes) =>
            new(kind, name, count, cells, [.. codes.Select(code => new StrayText(levels[code], counts[code], placeOf?.Invoke(code)))]);
        if (AlmostNoted(levels, conventions) is List<int> others
            && CellCensus.AreFew(others.Sum(code => counts[code]), others.Count, cells))
        {
            return Note(ReadNoteKind.StrayTexts, others.Sum(code => counts[code]), others);
        }

        return zeroCount > 0
            && numbers + zeroCount + exponents >= ShareOfNumbers * cells ? Note(ReadNoteKind.LeadingZeros, zeroCount, zeros.Take(1))
            : zeroCount > 0 || cells == 0 ? null
            : exponents == cells ? Note(ReadNoteKind.ExponentCodes, exponents, Enumerable.Range(0, 1))
            : strayCount == 0 || numbers == 0 ? null
            : CellCensus.AreFew(strayCount, strays.Count, cells) ? Note(ReadNoteKind.StrayTexts, strayCount, strays)
            : numbers >= ShareOfNumbers * cells ? Note(
                ReadNoteKind.MixedTexts, strayCount, strays.OrderByDescending(code => counts[code]).Take(MostTexts))
            : null;
    }

    /// <summary>Whether few of the levels are no numbers, so that it is to be asked whether these are mistakes.</summary>
    public static bool MayBeNumbers(LevelTable levels)
    {
        int strays = 0;
        int numbers = 0;
        for (int code = 0; code < levels.Count && strays <= CellCensus.MostSpellings; code++)
        {
            bool isNumber = NumberText.TryReadLevel(levels.Utf8(code), out _);
            numbers += isNumber ? 1 : 0;
            strays += isNumber ? 0 : 1;
        }

        return numbers > 0 && strays <= CellCensus.MostSpellings;
    }

    private static List<int>? AlmostNoted(LevelTable levels, NumberConventions conventions) => FindAlmostNoted(levels, conventions)?.Others;

    // The few levels beside which all others are numbers in one notation, as texts may stand among plain numbers. Words after numbers are
    // left alone: 10+ years beside 5 years is a level.
    private static (NumberNotation Notation, List<int> Others)? FindAlmostNoted(LevelTable levels, NumberConventions conventions)
    {
        foreach (char point in ".,")
        {
            var others = new List<int>();
            var detector = new NotationDetector();
            for (int code = 0; code < levels.Count && others.Count <= CellCensus.MostSpellings; code++)
            {
                if (NotationDetector.MayBeNumber(levels.Utf8(code), point))
                {
                    detector.Add(levels.Utf8(code));
                }
                else
                {
                    others.Add(code);
                }
            }

            if (others.Count is > 0 and <= CellCensus.MostSpellings && detector.Conclude() is { IsDressed: true } finding
                && conventions.Choose(finding, conventions.HasCommasBetweenCells ? '.' : null) is NumberNotation notation
                && notation.DecimalSeparator == point && !notation.Suffix.Any(char.IsLetter))
            {
                return (notation, others);
            }
        }

        return null;
    }

    private static bool HasNumbers(LevelTable levels)
    {
        for (int code = 0; code < levels.Count; code++)
        {
            if (NumberText.Classify(levels.Utf8(code), out _) == NumberTextKind.Number)
            {
                return true;
            }
        }

        return false;
    }

    private static void Count(TableChunk chunk, int column, long[] counts, long[] firstRows)
    {
        ReadOnlySpan<int> codes = ((CategoricalColumn)chunk.Columns[column]).Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0 && counts[codes[row]]++ == 0)
            {
                firstRows[codes[row]] = chunk.FirstRow + row;
            }
        }
    }
}
