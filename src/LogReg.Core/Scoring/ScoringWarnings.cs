using System.Globalization;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Scoring;

/// <summary>Warns of inputs that do not fit a model, so that its predictions lose what it learnt.</summary>
internal static class ScoringWarnings
{
    private const int MostTexts = 5;
    private const int MostClasses = 8;

    /// <summary>The warnings on an input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tally">What the input has.</param>
    public static IReadOnlyList<DataWarning> Of(ModelContent model, ScoringTally tally) =>
    [
        // The notes of a stream of chunks name no option of its source.
        .. tally.Notes.Select(note => ReadNoteText.ToWarning(note, SourceDescription.Rows)),
        .. Enumerable.Range(0, model.Features.Count).Where(feature => tally.Errors(feature) > 0).Select(
            feature => OfErrors(model.Features[feature].Name, tally.Errors(feature))),
        .. Enumerable.Range(0, model.Features.Count).Where(
            feature => model.Features[feature] is CategoricalFeature && IsMostlyUnknown(tally, feature)).Select(
            feature => OfLevels(model, tally, feature)),
        .. Enumerable.Range(0, model.Features.Count).Select(feature => OfAccents(model.Features[feature], tally.Examples(feature)))
            .OfType<DataWarning>(),
        .. Enumerable.Range(0, model.Features.Count).Where(feature => IsMostlyAbsent(model, tally, feature)).Select(
            feature => OfMissing(model, tally, feature)),
        .. Enumerable.Range(0, model.Features.Count).Select(feature => OfIndices(model.Features[feature], tally.IndexOrigin(feature)))
            .OfType<DataWarning>(),
        .. tally.TargetErrors > 0 ? [OfTargetErrors(model.Target.Name, tally.TargetErrors)] : Array.Empty<DataWarning>(),
        .. tally.UnknownClasses.Count > 0 ? [OfClasses(model.Target, tally.UnknownClasses)] : Array.Empty<DataWarning>(),
    ];

    private static bool IsMostlyUnknown(ScoringTally tally, int feature) => 2 * tally.Unseen(feature) > tally.Rows - tally.Missing(feature);

    // Where training had missing cells in numbers, the model learnt from means in their place.
    private static bool IsMostlyAbsent(ModelContent model, ScoringTally tally, int index) =>
        2 * tally.Missing(index) > tally.Rows
            && !model.Features[index].KnowsMissing && !(model.Features[index].ImputesMissing && model.Training.Missing is not null);

    private static DataWarning OfMissing(ModelContent model, ScoringTally tally, int index)
    {
        Feature feature = model.Features[index];
        bool isEvery = tally.Missing(index) == tally.Rows;
        bool isOne = isEvery || tally.Missing(index) == 1;
        string instead = feature.ImputesMissing ? "the mean of training takes their place"
            : model.Layout.TakesUnseenAsOther(feature.Name) ? $"they count as {LumpedLevels.Other}"
            : "they count as the reference";
        return new DataWarning(
            feature.Name,
            null,
            $"{(isEvery ? "every cell" : $"{Count(tally.Missing(index))} of {Count(tally.Rows, "cell")}")} of "
                + $"{DataException.Quote(feature.Name)} {(isOne ? "is" : "are")} missing: "
                + instead,
            "make sure that the column is filled in and that its cells are not taken for missing by mistake");
    }

    /// <summary>How to write a date in an order.</summary>
    /// <param name="order">The order.</param>
    public static string DateForm(DateOrder order) => order switch
    {
        DateOrder.DayMonthYear => "with the day first, as 31.01.2026",
        DateOrder.MonthDayYear => "with the month first, as 01/31/2026",
        DateOrder.UnixSeconds => "as seconds since 1970",
        DateOrder.UnixMilliseconds => "as milliseconds since 1970",
        _ => "with the year first, as 2026-01-31",
    };

    // A single row, or an index that is rare, proves nothing.
    private static DataWarning? OfIndices(Feature feature, IndexOrigin origin)
    {
        if (feature is not VectorFeature { Indices: [int first, .., int last] })
        {
            return null;
        }

        string? problem = origin.HasNewZero
            ? $"the index 0 has no coefficient: where the indices of these rows start at 0, and those of training at 1, each number meets the "
                + "coefficient of another"
            : first == 0 && !origin.HasZero && origin.HasNext
            ? $"no row has the index 0, which has a coefficient, but some have the index {last + 1L}, which has none: where the indices of "
                + "these rows start at 1, and those of training at 0, each number meets the coefficient of another"
            : null;
        return problem is null ? null : new DataWarning(feature.Name, null, problem, "make sure that both files count indices from the same number");
    }

    private static DataWarning OfTargetErrors(string name, long count) => new(
        name,
        null,
        $"{DataException.Quote(name)} has {Count(count, "cell")} with a spreadsheet error such as #DIV/0!, counted as missing; "
            + $"{(count == 1 ? "this row is" : "these rows are")} not compared",
        "correct the formulas and export again");

    private static DataWarning OfErrors(string name, long count) => new(
        name,
        null,
        $"{DataException.Quote(name)} has {Count(count, "cell")} with a spreadsheet error such as #DIV/0!, counted as missing",
        "correct the formulas and export again");

    private static DataWarning OfLevels(ModelContent model, ScoringTally tally, int index)
    {
        var feature = (CategoricalFeature)model.Features[index];
        long present = tally.Rows - tally.Missing(index);
        string name = DataException.Quote(feature.Name);
        string use = model.Layout.TakesUnseenAsOther(feature.Name) ? $"count as {LumpedLevels.Other}"
            : feature.Reference is null ? "add nothing to the log-odds"
            : "count as the reference level";
        string howMany = tally.Unseen(index) == present
            ? $"the model knows none of the levels in {name}"
            : $"{Count(tally.Unseen(index))} of {Count(present, "cell")} of {name} have levels that the model does not know";
        return new DataWarning(
            feature.Name,
            null,
            $"{howMany}, such as {string.Join(", ", tally.Examples(index).Select(DataException.Quote))}: they {use}",
            $"the model knows {List(feature.Levels, MostTexts)}; write the levels as in the training data");
    }

    private static DataWarning? OfAccents(Feature feature, IReadOnlyList<string> unseen)
    {
        if (feature is not CategoricalFeature categorical)
        {
            return null;
        }

        string? level = null;
        string? text = unseen.FirstOrDefault(one => (level = AccentForms.FindOther(one, categorical.Levels)) is not null);
        return text is null
            ? null
            : new DataWarning(
                feature.Name,
                null,
                $"{DataException.Quote(text)} in {DataException.Quote(feature.Name)} may be the level {DataException.Quote(level!)} of training: one "
                    + "of them has accents as characters of their own, and so they are two levels",
                "write both files in one normal form of Unicode, best NFC");
    }

    private static DataWarning OfClasses(TargetDescription target, IReadOnlyDictionary<string, long> classes)
    {
        long rows = classes.Values.Sum();
        string[] named = [.. classes.Select(one => $"{DataException.Quote(one.Key)} ({Count(one.Value, "row")})")];
        return new DataWarning(
            target.Name,
            null,
            $"{DataException.Quote(target.Name)} has {(named.Length == 1 ? "a class" : "classes")} that the model does not know: "
                + $"{string.Join(", ", named.Take(MostClasses))}{(named.Length > MostClasses ? $" and {Count(named.Length - MostClasses)} more" : "")}; {(rows == 1 ? "this row is" : $"these {Count(rows, "row")} are")} not compared",
            $"the model knows {List(target.Classes, MostClasses)}; write the classes as in the training data");
    }

    private static string List(IReadOnlyList<string> texts, int most) =>
        string.Join(", ", texts.Take(most).Select(DataException.Quote))
            + (texts.Count > most ? $" and {Count(texts.Count - most)} more" : "");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
