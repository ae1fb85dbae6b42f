using LogReg.Charts.Text;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>The probability over one feature, of a row with typical or given values of the others or on average over rows, with its
/// confidence band.</summary>
internal static class EffectPlot
{
    /// <summary>The width of an effect's figure.</summary>
    public const int Width = 820;

    /// <summary>The figure of a feature.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The feature's name.</param>
    /// <param name="options">The values of the other features.</param>
    /// <param name="rows">The rows to average over, or whose values are marked on the axis; or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The model has no such feature or level, or the options contradict each other.</exception>
    /// <exception cref="LogRegException">The model has no feature, its log-odds leave the range of a double, or the rows cannot be
    /// read.</exception>
    public static Figure Draw(LogisticModel model, string name, EffectPlotOptions options, EffectData? rows = null)
    {
        var choice = EffectChoice.Of(model, name, options);
        EffectData? averaged = options.AveragesRows
            ? rows ?? throw new ArgumentException($"{nameof(EffectPlotOptions.AveragesRows)} needs rows to average over.", nameof(options))
            : null;
        double[] values = choice.Feature is CategoricalFeature all
            ? LevelEffect.ValuesOf(choice, all)
            : NumberEffect.ValuesOf(choice, (NumericFeature)choice.Feature, averaged is not null);
        var answers = EffectAnswers.Of(choice, values, averaged);
        Figure figure = choice.Feature is CategoricalFeature levels
            ? LevelEffect.Draw(choice, levels, values, answers)
            : NumberEffect.Draw(choice, (NumericFeature)choice.Feature, values, answers, rows);
        string by = choice.By < 0 ? name : $"{name} and {model.Features[choice.By].Name}";
        string average = averaged is null ? "" : "average ";
        string what = model.Target.IsBinary ? $"probability of {model.Target.Name} = {model.Target.Positive}"
            : $"probabilities of {model.Target.Name}";
        string confidence = answers.HasIntervals ? $"{NumberFormat.Setting(model.Inference!.Confidence * 100)}%" : "";
        string without = model.Target.IsBinary && !answers.HasIntervals ? "; the model has no standard errors" : "";
        string bands = answers.HasIntervals && choice.Groups.Count > 1 ? $"; {confidence} intervals" : "";
        string cut = choice.LevelsOfBy > 0
            ? $"; the {choice.Groups.Count} most frequent of {NumberFormat.Count(choice.LevelsOfBy)} levels of "
                + model.Features[choice.By].Name
            : "";
        string others = averaged is null ? Typical(choice) : Averaged(choice, averaged, answers.Rows);
        return figure with
        {
            Name = "effect",
            Title = Capital($"{average}{what} by {by}"),
            Subtitle = $"{others}{bands}{cut}{without}",
            Description = $"The {(averaged is null ? "predicted probability" : "average of the predicted probability over the rows")}"
                + $"{(answers.HasIntervals ? $" with {confidence} intervals" : "")} against {by}, "
                + $"{(averaged is null ? ValuesInWords(choice) : "the other columns as they are in each row")}. {figure.Description}",
        };
    }

    private static string Typical(EffectChoice choice)
    {
        string offset = OffsetOf(choice);
        string given = choice.Given.Length == 0 ? "" : $"With {choice.Given}";
        string others = choice.Others.Length > 0
            ? $"{(given.Length > 0 ? "; o" : "O")}ther features at their {choice.TypicalKinds}: {choice.Others}"
            : given.Length > 0 || choice.By >= 0 ? ""
            : "The only feature";
        return $"{given}{others}{(given.Length + others.Length == 0 ? offset.TrimStart(';', ' ') : offset)}";
    }

    private static string Averaged(EffectChoice choice, EffectData rows, long count)
    {
        string weighted = rows.Options.WeightColumn is string column ? $", weighted by {Printable.Cut(column, 40)}" : "";
        string given = choice.Given.Length == 0 ? "" : $", with {choice.Given} in each row";
        return $"Average over {NumberFormat.Count(count, "row")} of {rows.Name}{weighted}{given}";
    }

    private static string ValuesInWords(EffectChoice choice) =>
        $"{(choice.Given.Length > 0 ? $"with {choice.Given}, " : "")}the other features at their {choice.TypicalKinds}{OffsetOf(choice)}";

    private static string OffsetOf(EffectChoice choice) =>
        choice.Model.OffsetColumn is string column ? $"; offset {Printable.Cut(column, 40)} at 0" : "";

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
