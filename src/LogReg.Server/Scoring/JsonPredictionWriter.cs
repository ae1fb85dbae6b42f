using LogReg.Server.Documents;
using LogReg.Server.Models;

namespace LogReg.Server.Scoring;

/// <summary>Predictions as JSON.</summary>
/// <param name="served">The model.</param>
/// <param name="options">What is wanted.</param>
/// <param name="kept">The columns that chunks keep.</param>
internal sealed class JsonPredictionWriter(ServedModel served, PredictionOptions options, IReadOnlyList<string> kept) : IPredictionWriter
{
    private readonly List<PredictionDocument> _predictions = [];
    private readonly RowTexts _texts = new(served.Model, kept);

    public void Add(ScoredChunk chunk)
    {
        LogisticModel model = served.Model;
        int flag = 0;
        for (int row = 0; row < chunk.RowCount; row++)
        {
            double[] probabilities = ClassProbabilities.Of(model, chunk, row);
            int firstFlag = flag;
            while (flag < chunk.Flags.Count && chunk.Flags[flag].Row == row)
            {
                flag++;
            }

            _predictions.Add(new PredictionDocument
            {
                Prediction = ClassProbabilities.Decide(model, probabilities, options.Threshold),
                Probability = model.Target.IsBinary ? probabilities[model.Target.PositiveIndex] : null,
                Probabilities = ClassProbabilities.ByName(model, probabilities),
                Interval = options.Interval is null ? null : IntervalDocument.Of(chunk.Lower[row], chunk.Upper[row]),
                Reasons = options.Reasons > 0 ? ReasonsOf(chunk, row) : null,
                Flags = options.Flags
                    ? [.. chunk.Flags.Skip(firstFlag).Take(flag - firstFlag).Select(one => FlagOf(chunk, one))]
                    : null,
            });
        }
    }

    public void Dispose()
    {
    }

    public Task WriteAsync(HttpContext context) => Answer.Write(
        context,
        new PredictionsDocument
        {
            Model = served.Name,
            Target = served.Model.Target.Name,
            Positive = served.Model.Target.Positive,
            Threshold = served.Model.Target.IsBinary ? options.Threshold ?? served.Model.Threshold : null,
            Predictions = _predictions,
        },
        ServerJsonContext.Readable.PredictionsDocument);

    private ReasonDocument[] ReasonsOf(ScoredChunk chunk, int row)
    {
        RowExplanations explanations = chunk.Explanations!;
        var reasons = new ReasonDocument[explanations.Count];
        for (int rank = 0; rank < reasons.Length; rank++)
        {
            int place = (row * explanations.Count) + rank;
            int feature = explanations.Features[place];
            reasons[rank] = new ReasonDocument(
                served.Model.Features[feature].Name, _texts.CellOf(chunk, row, feature), explanations.Contributions[place]);
        }

        return reasons;
    }

    private FlagDocument FlagOf(ScoredChunk chunk, RowFlag flag) =>
        new(served.Model.Features[flag.Feature].Name, EnumName.Of(flag.Kind), _texts.CellOf(chunk, flag.Row, flag.Feature));
}
