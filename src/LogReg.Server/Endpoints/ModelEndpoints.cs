using LogReg.Server.Documents;
using LogReg.Server.Models;
using LogReg.Server.Scoring;
using LogReg.Terms;

namespace LogReg.Server.Endpoints;

/// <summary>What the server has, and whether it is well.</summary>
internal static class ModelEndpoints
{
    /// <summary>Answers <c>GET /v1/models</c>.</summary>
    public static Task List(HttpContext context, ModelCatalog catalog) => Answer.Write(
        context,
        new ModelListDocument([.. catalog.Slots.Select(slot => new ModelSummaryDocument
        {
            Name = slot.Current.Name,
            Target = slot.Current.Model.Target.Name,
            Classes = slot.Current.Model.Target.Classes,
            Loaded = slot.Current.Loaded,
            Problem = slot.PublicProblem,
        })]),
        ServerJsonContext.Readable.ModelListDocument);

    /// <summary>Answers <c>GET /v1/models/{name}</c>.</summary>
    public static Task Describe(HttpContext context, ModelSlot slot)
    {
        ServedModel served = slot.Current;
        LogisticModel model = served.Model;
        return Answer.Write(
            context,
            new ModelDocument
            {
                Name = served.Name,
                Target = model.Target.Name,
                Classes = model.Target.Classes,
                Positive = model.Target.Positive,
                Threshold = model.Target.IsBinary ? model.Threshold : null,
                Formula = model.Formula,
                Inputs = [.. model.Features.Select(feature => InputOf(model, feature))],
                Offset = model.OffsetColumn,
                MissingValues = model.MissingValues,
                Confidence = served.HasIntervals ? served.Confidence : null,
                HasReasons = model.Target.IsBinary,
                HasSteps = model.CalibrationSteps is null ? null : true,
                Training = new TrainingDocument
                {
                    Rows = model.Training.Rows,
                    LogLoss = model.Training.Loss,
                    Accuracy = model.Training.Accuracy,
                    Penalty = model.Training.Penalty,
                    Warnings = model.Training.Warnings,
                },
                Updates = model.Updates.Count == 0
                    ? null
                    : [.. model.Updates.Select(update => new UpdateDocument(
                        update.Method, update.Rows, update.LogLoss, update.Accuracy, update.Warnings))],
                Loaded = served.Loaded,
                Problem = slot.PublicProblem,
            },
            ServerJsonContext.Readable.ModelDocument);
    }

    /// <summary>Answers <c>GET /health/live</c>.</summary>
    public static Task Live(HttpContext context) =>
        Answer.Write(context, new HealthDocument { State = "live" }, ServerJsonContext.Readable.HealthDocument);

    /// <summary>Answers <c>GET /health/ready</c>. A model file that has broken does not make the server unready: it serves the version
    /// before.</summary>
    public static Task Ready(HttpContext context, ModelCatalog catalog)
    {
        var problems = catalog.Slots.Where(slot => slot.PublicProblem is not null)
            .ToDictionary(slot => slot.Current.Name, slot => slot.PublicProblem!);
        return Answer.Write(
            context,
            new HealthDocument { State = "ready", Problems = problems.Count > 0 ? problems : null },
            ServerJsonContext.Readable.HealthDocument);
    }

    private static InputDocument InputOf(LogisticModel model, Feature feature) => feature switch
    {
        NumericFeature number => new InputDocument
        {
            Name = number.Name,
            Kind = number.DateOrder is null ? "number" : "date",
            Minimum = number.Minimum,
            Maximum = number.Maximum,
            Mean = number.Mean,
            TypicalNumber = number.TypicalCell,
            Missing = number.HasIndicator ? "has a coefficient of its own" : "counts as the mean of the training rows",
        },
        CategoricalFeature levels => new InputDocument
        {
            Name = levels.Name,
            Kind = "level",
            Levels = levels.Levels,
            Shares = levels.Shares,
            Reference = levels.Reference,
            TypicalLevel = levels.Levels[(int)levels.TypicalCell],
            Missing = levels.KnowsMissing ? "is a level of its own"
                : model.CountsUnseenAsOther(levels.Name) ? "counts as a rare level"
                : "counts as a level that training did not see",
        },
        VectorFeature => new InputDocument { Name = feature.Name, Kind = "vector", Missing = "counts as 0 at each index" },
        _ => new InputDocument { Name = feature.Name, Kind = "text", Missing = "counts as an empty text" },
    };
}
