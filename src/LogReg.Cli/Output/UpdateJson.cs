using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LogReg.Charts.Text;

namespace LogReg.Cli.Output;

/// <summary>An update for programs. A number that is not defined is null.</summary>
internal static class UpdateJson
{
    private static readonly UpdateJsonContext Context = new(new JsonSerializerOptions(UpdateJsonContext.Default.Options)
    {
        // Names in any script stay readable; the text goes to no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter() },
    });

    public static void Write(TextWriter output, ModelUpdate update, string modelPath, string data, string? file)
    {
        var document = new UpdateDocument
        {
            Model = modelPath,
            Data = data,
            ModelFile = file,
            UpdateMethod = EnumName.Of(update.Method),
            RowsRead = update.RowsRead,
            KnownRows = update.Rows,
            Observed = update.Events,
            UpdateTests = [.. update.Tests.Select(test => new UpdateTestDocument(
                EnumName.Of(test.Of),
                EnumName.Of(test.Against),
                test.Test.Statistic,
                test.Test.DegreesOfFreedom,
                test.Test.PValue,
                test.IsSignificant))],
            LogLikelihoodBefore = update.LogLikelihoodBefore,
            LogLikelihoodAfter = update.LogLikelihoodAfter,
            OutcomesBefore = MonitorJson.Outcomes(update.Before)!,
            OutcomesAfter = MonitorJson.Outcomes(update.After)!,
            CoefficientsBefore = update.Coefficients.ToDictionary(one => one.Name, one => one.Before),
            CoefficientsAfter = update.Coefficients.ToDictionary(one => one.Name, one => one.After),
            CalibrationSteps = JsonUpdate.Steps(update.Model),
            MissingCells = update.MissingCells,
            UnseenCells = update.UnseenCells,
            OutOfRangeCells = update.OutOfRangeCells,
            UnknownClasses = update.UnknownClasses.Count > 0 ? update.UnknownClasses : null,
            Warnings =
            [
                .. update.DataWarnings.Select(
                    warning => new WarningDocument(EnumName.Of(FitWarningKind.Reading), warning.Message, FlagSpelling.Of(warning.Hint))),
                .. update.Warnings.Select(
                    warning => new WarningDocument(EnumName.Of(warning.Kind), warning.Message, FlagSpelling.Of(warning.Hint))),
            ],
        };
        output.WriteLine(Printable.Json(JsonSerializer.Serialize(document, Context.UpdateDocument)));
    }
}

/// <summary>The report of <c>logreg update --json</c>.</summary>
internal sealed record UpdateDocument
{
    public required string Model { get; init; }

    public required string Data { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? ModelFile { get; init; }

    public required string UpdateMethod { get; init; }

    public required long RowsRead { get; init; }

    public required long KnownRows { get; init; }

    public required long Observed { get; init; }

    public required IReadOnlyList<UpdateTestDocument> UpdateTests { get; init; }

    public required double LogLikelihoodBefore { get; init; }

    public required double LogLikelihoodAfter { get; init; }

    public required OutcomesDocument OutcomesBefore { get; init; }

    public required OutcomesDocument OutcomesAfter { get; init; }

    public required IReadOnlyDictionary<string, double> CoefficientsBefore { get; init; }

    public required IReadOnlyDictionary<string, double> CoefficientsAfter { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required CalibrationStepsDocument? CalibrationSteps { get; init; }

    public required IReadOnlyDictionary<string, long> MissingCells { get; init; }

    public required IReadOnlyDictionary<string, long> UnseenCells { get; init; }

    public required IReadOnlyDictionary<string, long> OutOfRangeCells { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyDictionary<string, long>? UnknownClasses { get; init; }

    public required IReadOnlyList<WarningDocument> Warnings { get; init; }
}

internal sealed record UpdateTestDocument(
    string Tested, string Against, double Statistic, int DegreesOfFreedom, double P, bool Significant);

/// <summary>The generated writer of the report: no reflection, so that native AOT works.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(UpdateDocument))]
internal sealed partial class UpdateJsonContext : JsonSerializerContext;
