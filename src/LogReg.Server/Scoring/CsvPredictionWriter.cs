using System.Text;
using CsvHelper;
using LogReg.Server.Models;
using LogReg.Server.Problems;
using LogReg.Terms;

namespace LogReg.Server.Scoring;

/// <summary>Predictions as CSV, with the columns of <c>logreg predict</c>.</summary>
internal sealed class CsvPredictionWriter : IPredictionWriter
{
    private readonly ServedModel _served;
    private readonly PredictionOptions _options;
    private readonly RowTexts _texts;
    private readonly int _appended;
    private readonly MemoryStream _output = new();
    private readonly CsvWriter _csv;

    /// <param name="served">The model.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="kept">The columns that chunks keep.</param>
    /// <exception cref="ApiException">A column of the request has the name of one that is added.</exception>
    public CsvPredictionWriter(ServedModel served, PredictionOptions options, IReadOnlyList<string> kept)
    {
        _served = served;
        _options = options;
        _texts = new RowTexts(served.Model, kept);
        _appended = options.Append ? kept.Count : 0;
        _csv = CsvWriter.Create(_output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        string[] added = [.. ColumnsOf(served.Model, options)];
        if (options.Append && added.Intersect(kept).FirstOrDefault() is string twice)
        {
            throw ApiException.Bad(
                $"the request has a column '{twice}', which the predictions have, too", "rename it, or leave append out", column: twice);
        }

        _csv.WriteHeader([.. kept.Take(_appended), .. added]);
    }

    public void Add(ScoredChunk chunk)
    {
        LogisticModel model = _served.Model;
        int flag = 0;
        for (int row = 0; row < chunk.RowCount; row++)
        {
            for (int column = 0; column < _appended; column++)
            {
                _csv.WriteField(chunk.KeptColumns[column][row]);
            }

            double[] probabilities = ClassProbabilities.Of(model, chunk, row);
            _csv.WriteField(ClassProbabilities.Decide(model, probabilities, _options.Threshold));
            foreach (double probability in model.Target.IsBinary ? [probabilities[model.Target.PositiveIndex]] : probabilities)
            {
                _csv.WriteField(probability);
            }

            if (_options.Interval is not null)
            {
                WriteNumber(chunk.Lower[row]);
                WriteNumber(chunk.Upper[row]);
            }

            WriteReasons(chunk, row);
            WriteFlags(chunk, row, ref flag);
            _csv.EndRecord();
        }
    }

    public Task WriteAsync(HttpContext context)
    {
        _csv.Flush();
        return Answer.Write(context, "text/csv; charset=utf-8", _output.GetBuffer().AsMemory(0, (int)_output.Length));
    }

    public void Dispose()
    {
        _csv.Dispose();
        _output.Dispose();
    }

    private static IEnumerable<string> ColumnsOf(LogisticModel model, PredictionOptions options)
    {
        IEnumerable<string> probabilities =
            model.Target.IsBinary ? ["probability"] : model.Target.Classes.Select(name => $"probability_{name}");
        IEnumerable<string> reasons =
            Enumerable.Range(1, options.Reasons).SelectMany(rank => new[] { $"reason{rank}", $"contribution{rank}" });
        return
        [
            "prediction",
            .. probabilities,
            .. options.Interval is null ? Array.Empty<string>() : ["lower", "upper"],
            .. reasons,
            .. options.Reasons > 0 || options.Flags ? ["flags"] : Array.Empty<string>(),
        ];
    }

    private void WriteNumber(double number)
    {
        if (double.IsNaN(number))
        {
            _csv.WriteField(""u8);
        }
        else
        {
            _csv.WriteField(number);
        }
    }

    private void WriteReasons(ScoredChunk chunk, int row)
    {
        for (int rank = 0; rank < _options.Reasons; rank++)
        {
            RowExplanations explanations = chunk.Explanations!;
            if (rank >= explanations.Count)
            {
                _csv.WriteField(""u8);
                _csv.WriteField(""u8);
                continue;
            }

            int place = (row * explanations.Count) + rank;
            int feature = explanations.Features[place];
            _csv.WriteField(
                $"{_served.Model.Features[feature].Name}={_texts.CellOf(chunk, row, feature) ?? Feature.MissingLevel}");
            _csv.WriteField(explanations.Contributions[place]);
        }
    }

    private void WriteFlags(ScoredChunk chunk, int row, ref int flag)
    {
        var words = new StringBuilder();
        for (; flag < chunk.Flags.Count && chunk.Flags[flag].Row == row; flag++)
        {
            words.Append(words.Length > 0 ? "; " : "").Append(_texts.WordsOf(chunk, chunk.Flags[flag]));
        }

        if (_options.Reasons > 0 || _options.Flags)
        {
            _csv.WriteField(words.ToString());
        }
    }
}
