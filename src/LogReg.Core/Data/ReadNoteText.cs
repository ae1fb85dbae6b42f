using System.Globalization;
using System.Text;

namespace LogReg.Data;

/// <summary>The notes of reading, in words.</summary>
internal static class ReadNoteText
{
    private const int MostTexts = 5;

    /// <summary>The note as a warning.</summary>
    public static DataWarning ToWarning(ReadNote note, SourceDescription source) =>
        new(note.Column, note.Place is { IsLine: true } place ? place.Number : null, Message(note), Hint(note, source));

    /// <summary>The message, with names, counts and lines.</summary>
    public static string Message(ReadNote note)
    {
        string name = DataException.Quote(note.Column ?? "");
        return note.Kind switch
        {
            ReadNoteKind.SpreadsheetErrors =>
                $"{name} has {Count(note.Count, "cell")} with a spreadsheet error "
                    + $"({string.Join(", ", note.Texts.Take(MostTexts).Select(text => MessageText.Cut(text.Text)))}"
                    + $"{(note.Place is null ? "" : $"; first on {note.Place}")}), counted as missing",
            ReadNoteKind.StrayTexts => $"{name} holds numbers, but also {Strays(note)}",
            ReadNoteKind.StraysWithoutTarget =>
                $"{name} holds numbers, but also {Strays(note)}; {(note.Count == 1 ? "the row has" : "these rows have")} no target and "
                    + $"{(note.Count == 1 ? "is" : "are")} left out",
            ReadNoteKind.LeadingZeros =>
                $"{name} has numbers with leading zeros{(note.Texts is [StrayText code, ..] ? $", such as {At(code)}" : "")}: these are "
                    + $"codes, so the column is categorical{AndLeftOut(note)}",
            ReadNoteKind.ExponentCodes =>
                $"every cell of {name} looks like {(note.Texts is [StrayText form, ..] ? At(form) : "'1E5'")}, as product codes do: the "
                    + $"column is categorical{AndLeftOut(note)}",
            ReadNoteKind.MixedTexts => note.Place is null
                ? $"{name} holds numbers as well as texts such as {DataException.Quote(note.Texts[0].Text)}: the column is "
                    + $"categorical{AndLeftOut(note)}"
                : $"{name} is mostly numbers, but {Count(note.Count)} of {Count(note.Cells, "cell")} are not, such as "
                    + $"{At(note.Texts[0])}: the column is categorical{AndLeftOut(note)}",
            ReadNoteKind.RoundedIntegers =>
                $"{name} has {Count(note.Count, "whole number")} with more digits than a number keeps, such as {At(note.Texts[0])}: "
                    + $"{(note.Count == 1 ? "it is" : "they are")} rounded",
            ReadNoteKind.NoneAsMissing => $"{name} has {Count(note.Count, "cell")} 'None', counted as missing",
            ReadNoteKind.Queries => "the rows have queries (qid:…), which are ignored",
            ReadNoteKind.IndexZero => "the indices start at 0, and the coefficients have the same names",
            _ when note.IsOfLayout => LayoutNotes.Message(note),
            ReadNoteKind.OfSource => note.Texts[0].Text,
            ReadNoteKind.Dates => $"{name} holds dates",
            ReadNoteKind.Notation => $"{MessageText.Cut(note.Column!)}: \"{note.Notation!.Example}\" read as numbers",
            ReadNoteKind.OtherNotation =>
                $"{name} holds numbers such as {DataException.Quote(note.Texts[0].Text)}, which training had without a unit, read as "
                    + ReadAs(note),
            ReadNoteKind.PointsBesideCommas =>
                $"{name} holds numbers such as {DataException.Quote(note.Texts[0].Text)}, read as {Read(note, '.')}, but another column has "
                    + $"decimal commas, such as {DataException.Quote(note.Texts[1].Text)}",
            ReadNoteKind.ThousandsBesidePoints =>
                $"{name} holds numbers such as {At(note.Texts[0])}, read as {Read(note, ',')} as in training, but another column has "
                    + $"decimal points, as in {note.Texts[1].Text}",
            ReadNoteKind.PointsAmongCommas =>
                $"{name} has {Count(note.Count, "number")} with a decimal point, such as {At(note.Texts[0])}, read as {Read(note, '.')}, "
                    + $"while training had {(IsOfThousands(note.Notation!) ? "points between thousands" : "decimal commas")}",
            ReadNoteKind.NewThousandsCommas =>
                $"{name} has {Count(note.Count, "number")} such as {At(note.Texts[0])}, read as {Read(note, '.')}, while training had no "
                    + "comma",
            ReadNoteKind.WithoutUnit =>
                $"{name} has {Count(note.Count, "number")} without the {DataException.Quote(UnitOf(note))} of training, such as "
                    + $"{At(note.Texts[0])}, read as if it were there",
            ReadNoteKind.DoubtfulPoints =>
                $"{name} holds numbers such as {DataException.Quote(note.Texts[0].Text)}, read with a decimal point, which may stand between "
                    + "thousands",
            ReadNoteKind.DoubtfulCommas =>
                $"{name} holds numbers such as {DataException.Quote(note.Texts[0].Text)}, read as {Read(note, ',')}, since training had "
                    + "decimal commas or points between thousands, but the comma may stand between thousands",
            _ => note.Count == 1
                ? $"{note.Place} repeats the header and is left out"
                : $"{Places(note)}{(note.Count > note.Texts.Count ? $" and {Count(note.Count - note.Texts.Count)} more" : "")} repeat the header and are left out",
        };
    }

    /// <summary>What to do about it.</summary>
    public static OptionText Hint(ReadNote note, SourceDescription source)
    {
        string name = note.Column ?? "";
        IEnumerable<string> texts = note.Texts.Take(MostTexts).Select(text => text.Text);
        return note.Kind switch
        {
            ReadNoteKind.SpreadsheetErrors =>
                OptionText.Of(
                    $"correct the formulas and export again; {source.AddedMissingValues(texts)} treats the cells as missing without "
                        + $"this warning"),
            ReadNoteKind.StrayTexts when note.Texts.All(text => IsDecimalComma(text.Text)) => OptionText.Of($"write decimals with a point, as in 1234.5, or use {Option.DecimalSeparator.Is(",")} if commas are decimal in all cells"),
            ReadNoteKind.StrayTexts or ReadNoteKind.MixedTexts
                when note.Texts.FirstOrDefault(text => IsNumber(text.Text)) is StrayText number =>
                OptionText.Of(
                    $"write all numbers in one way, unlike {DataException.Quote(number.Text)}{OfComma(number.Text)}{OfOthers(note, source)}; "
                        + $"if the column holds categories, use {Option.CategoricalColumns.Names(name)}"),
            ReadNoteKind.StrayTexts when note.Texts.FirstOrDefault(text => TotalText.Is(text.Text)) is StrayText total =>
                OptionText.Of(
                    $"delete {(total.Place is RowPlace place ? place.ToString() : "the row")} if it is a line of totals; if "
                        + $"{(note.Texts.Count == 1 ? "it means" : "they mean")} \"missing\", use {source.AddedMissingValues(texts)}; if "
                        + $"the column holds categories, use {Option.CategoricalColumns.Names(name)}"),
            ReadNoteKind.StrayTexts when source.Delimiter is not null && note.Texts.Any(text => text.Text.StartsWith('#')) =>
                OptionText.Of(
                    $"if lines that begin with # are comments, use {Option.Comment.Is('#')}; if "
                        + $"{(note.Texts.Count == 1 ? "it means" : "they mean")} \"missing\", use {source.AddedMissingValues(texts)}; if the "
                        + $"column holds categories, use {Option.CategoricalColumns.Names(name)}"),
            ReadNoteKind.StrayTexts =>
                OptionText.Of(
                    $"if {(note.Texts.Count == 1 ? "it means" : "they mean")} \"missing\", use {source.AddedMissingValues(texts)}; if "
                        + $"the column holds categories, use {Option.CategoricalColumns.Names(name)}; otherwise correct the cells"),
            ReadNoteKind.StraysWithoutTarget => "delete rows that are totals or notes",
            ReadNoteKind.MixedTexts =>
                OptionText.Of(
                    $"{Option.CategoricalColumns.Names(name)} confirms this; if these texts mean \"missing\", add them to the missing "
                        + $"values, as in {source.AddedMissingValues(texts.Take(1))}"),
            ReadNoteKind.RoundedIntegers =>
                OptionText.Of(
                    $"if they are identifiers, use {Option.CategoricalColumns.Names(name)} or {Option.ExcludedColumns.Names(name)}"),
            ReadNoteKind.NoneAsMissing =>
                OptionText.Of(
                    $"if None is a level, rename it in the {source.Noun}, or name the texts that mean \"missing\", as in "
                        + $"{source.MissingValues(["NA"])}; {source.AddedMissingValues(["None"])} confirms that it is missing"),
            ReadNoteKind.Queries => "for ranking within queries, use a program for ranking; otherwise nothing is to be done",
            ReadNoteKind.IndexZero => "score files whose indices start at 0, too",
            _ when note.IsOfLayout => LayoutNotes.Hint(note),
            ReadNoteKind.OfSource => note.HintOfSource ?? $"the {source.Noun} was made so; read the data that it was made from otherwise",
            ReadNoteKind.Notation => OptionText.Of($"{Option.CategoricalColumns.Names(name)} keeps the texts"),
            ReadNoteKind.OtherNotation => "make sure that the unit is that of training",
            ReadNoteKind.PointsBesideCommas =>
                OptionText.Of(
                    $"{Option.DecimalSeparator.Is(",")} reads {Read(note, ',')}; {Option.DecimalSeparator.Is(".")} confirms that points are "
                        + $"decimal"),
            ReadNoteKind.ThousandsBesidePoints =>
                OptionText.Of(
                    $"{Option.DecimalSeparator.Is(".")} reads {Read(note, '.')}; if this column has points between thousands, write its "
                        + $"numbers without them"),
            ReadNoteKind.PointsAmongCommas => OptionText.Of($"{Option.DecimalSeparator.Is(".")} confirms this"),
            ReadNoteKind.NewThousandsCommas =>
                OptionText.Of(
                    $"{Option.ThousandsSeparator.Is(",")} confirms this; {Option.DecimalSeparator.Is(",")} reads {Read(note, ',')}"),
            ReadNoteKind.WithoutUnit when UnitOf(note) is "%" or "‰" =>
                $"if they are fractions, multiply them by {(UnitOf(note) == "%" ? "100" : "1000")}; write the sign to make this warning "
                    + "go away",
            ReadNoteKind.WithoutUnit => "make sure that the unit is that of training; write it to make this warning go away",
            ReadNoteKind.DoubtfulPoints =>
                OptionText.Of(
                    $"{Option.DecimalSeparator.Is(".")} confirms this; {Option.ThousandsSeparator.Is(".")} reads "
                        + $"{note.Texts[0].Text.Replace(".", "", StringComparison.Ordinal)}"),
            ReadNoteKind.DoubtfulCommas =>
                OptionText.Of(
                    $"{Option.DecimalSeparator.Is(",")} confirms this; {Option.ThousandsSeparator.Is(",")} reads {Read(note, '.')}"),
            ReadNoteKind.RepeatedHeader => "delete the repeated headers; concatenated files need only one",
            _ =>
                OptionText.Of(
                    $"{Option.CategoricalColumns.Names(name)} confirms this; {Option.NumericColumns.Names(name)} reads the cells as numbers"),
        };
    }

    /// <summary>Refuses a table in which a few texts stand among numbers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="source">The name of the data.</param>
    /// <exception cref="DataException">There are such texts: the first of the data.</exception>
    public static void ThrowIfStray(Table table, string source) => ThrowIfStray(table.Origin?.Notes ?? [], source, table.Source);

    /// <summary>Refuses columns in which a few texts stand among numbers.</summary>
    /// <param name="notes">What reading found out.</param>
    /// <param name="name">The name of the data.</param>
    /// <param name="source">What they are.</param>
    /// <exception cref="DataException">There are such texts: the first of the data.</exception>
    public static void ThrowIfStray(IReadOnlyList<ReadNote> notes, string? name, SourceDescription source)
    {
        if (notes.Where(note => note.Kind == ReadNoteKind.StrayTexts).MinBy(note => note.Place?.Number) is ReadNote note)
        {
            StrayText first = note.Texts.MinBy(text => text.Place?.Number)!;
            string others = note.Count == 1
                ? ""
                : $" (in all: {string.Join(", ", note.Texts.Select(text => $"{DataException.Quote(text.Text)} in {Count(text.Count, "cell")}"))})";
            throw new DataException(
                $"the value {DataException.Quote(first.Text)} is not a number, unlike {Count(note.Cells - note.Count)} of the "
                    + $"{Count(note.Cells, "cell")} in the column{others}",
                name,
                first.Place,
                note.Column,
                first.Text,
                Hint(note, source));
        }
    }

    // The first text as a number.
    private static string Read(ReadNote note, char point) =>
        NumberNotation.Read(note.Texts[0].Text, point).ToString("R", CultureInfo.InvariantCulture);

    // The first text by the notation in which the column is read.
    private static string ReadAs(ReadNote note) => note.Notation!.TryRead(note.Texts[0].Text, out double value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : "a number";

    // A notation that shows no decimals, as far as its example tells.
    private static bool IsOfThousands(NumberNotation notation) => notation.Example.Length > 0 && !notation.Example.Contains(',');

    private static string UnitOf(ReadNote note) => note.Notation!.Prefix + note.Notation.Suffix;

    private static string Strays(ReadNote note) => string.Join(
        ", ",
        note.Texts.Take(MostTexts).Select(
            text =>
                $"{DataException.Quote(text.Text)}{CountAndPlace(text)}"));

    // A cache does not keep places that are no lines.
    private static string CountAndPlace(StrayText text) => text.Place is RowPlace place
        ? $" ({(text.Count == 1 ? "" : Count(text.Count, "cell") + ", first on ")}{place})"
        : text.Count == 1 ? "" : $" ({Count(text.Count, "cell")})";

    private static bool IsNumber(string text) => NotationDetector.MayBeNumber(Encoding.UTF8.GetBytes(text));

    private static OptionText? OfComma(string text) => IsDecimalComma(text)
        ? OptionText.Of($", or use {Option.DecimalSeparator.Is(",")} if commas are decimal in all cells")
        : null;

    // What the texts mean that are no numbers in any notation.
    private static OptionText? OfOthers(ReadNote note, SourceDescription source)
    {
        string[] others = [.. note.Texts.Select(text => text.Text).Where(text => !IsNumber(text)).Take(MostTexts)];
        return others.Length == 0 ? null : OptionText.Of(
            $"; if {string.Join(", ", others.Select(DataException.Quote))} {(others.Length == 1 ? "means" : "mean")} \"missing\", use "
                + $"{source.AddedMissingValues(others)}");
    }

    private static bool IsDecimalComma(string text) =>
        text.Count(character => character == ',') == 1 && NumberText.TryRead(text.Replace(',', '.'), out _);

    private static string AndLeftOut(ReadNote note) =>
        note.IsLeftOut ? ", and it is left out, because nearly every value is different" : "";

    private static string At(StrayText text) => $"{DataException.Quote(text.Text)}{(text.Place is null ? "" : $" on {text.Place}")}";

    // Lines of several files have the names of the files.
    private static string Places(ReadNote note) => note.Texts.All(text => text.Place is { IsLine: true })
        ? $"lines {string.Join(", ", note.Texts.Select(text => text.Place!.Value.Number.ToString(CultureInfo.InvariantCulture)))}"
        : string.Join("; ", note.Texts.Select(text => text.Place?.ToString() ?? "a line"));

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
