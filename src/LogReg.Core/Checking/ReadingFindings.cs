using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Checking;

/// <summary>Turns the notes of reading data into findings.</summary>
internal static class ReadingFindings
{
    /// <summary>The findings.</summary>
    /// <param name="notes">What reading found out.</param>
    /// <param name="source">What was read.</param>
    /// <param name="leftOut">The columns that training leaves out: one that is taken for text by mistake is lost.</param>
    public static IEnumerable<DataFinding> Of(
        IEnumerable<ReadNote> notes, SourceDescription source, IEnumerable<LeftOutColumn> leftOut)
    {
        HashSet<string> identifiers = [.. leftOut.Where(column => column.Reason == LeftOutReason.Identifier).Select(column => column.Name)];

        // Of dates more is known once it is known whether they are left out.
        return notes.Where(note => note.Kind != ReadNoteKind.Dates).Select(
            note => Finding(note with { IsLeftOut = note.Column is not null && identifiers.Contains(note.Column) }, source));
    }

    /// <summary>The findings of reading and those of the columns, without what is said twice: that cells are numbers written as text
    /// explains why a column is one of texts.</summary>
    /// <param name="ofReading">The findings of reading.</param>
    /// <param name="ofColumns">The findings of the columns.</param>
    public static IEnumerable<DataFinding> Join(IReadOnlyList<DataFinding> ofReading, IReadOnlyList<DataFinding> ofColumns)
    {
        HashSet<string> explained = [.. ofColumns.Where(IsExplanation).SelectMany(finding => finding.Columns)];
        return
        [
            .. ofReading.Where(finding => finding.Kind != FindingKind.NumberAsText || !finding.Columns.Any(explained.Contains)),
            .. ofColumns,
        ];
    }

    private static DataFinding Finding(ReadNote note, SourceDescription source) => new(
        note.IsOfLayout || note.Kind == ReadNoteKind.OfSource ? FindingKind.Layout : Kind(note.Kind),
        note.Kind switch
        {
            ReadNoteKind.StrayTexts => FindingSeverity.Error,
            ReadNoteKind.Queries or ReadNoteKind.IndexZero or ReadNoteKind.Notation => FindingSeverity.Information,
            _ => FindingSeverity.Warning,
        },
        note.Column is null ? [] : [note.Column],
        ReadNoteText.Message(note) + (note.Kind == ReadNoteKind.StrayTexts ? ": training stops here" : ""),
        ReadNoteText.Hint(note, source));

    private static bool IsExplanation(DataFinding finding) => finding.Kind is FindingKind.NumberAsText or FindingKind.Date;

    private static FindingKind Kind(ReadNoteKind kind) => kind switch
    {
        ReadNoteKind.SpreadsheetErrors => FindingKind.SpreadsheetErrors,
        ReadNoteKind.StrayTexts or ReadNoteKind.StraysWithoutTarget => FindingKind.StrayText,
        ReadNoteKind.LeadingZeros or ReadNoteKind.ExponentCodes => FindingKind.CodeNumbers,
        ReadNoteKind.RoundedIntegers => FindingKind.RoundedNumbers,
        ReadNoteKind.NoneAsMissing => FindingKind.NoneAsMissing,
        ReadNoteKind.MixedTexts => FindingKind.NumberAsText,
        ReadNoteKind.Queries or ReadNoteKind.IndexZero => FindingKind.VectorFile,
        ReadNoteKind.Notation or ReadNoteKind.DoubtfulPoints => FindingKind.NumberNotation,
        _ => FindingKind.RepeatedHeader,
    };
}
