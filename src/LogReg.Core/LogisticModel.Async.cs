using System.Runtime.CompilerServices;
using LogReg.Data;
using LogReg.Serialization;

namespace LogReg;

/// <content>Asynchronous forms, for apps whose threads must not wait: files and streams are read asynchronously, computations run on the
/// thread pool.</content>
public sealed partial class LogisticModel
{
    /// <summary>Reads a model from a file asynchronously; see <see cref="Load(string)"/>.</summary>
    /// <param name="path">The path of a file written by <see cref="Save(string)"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The file cannot be read or is not a model that this version understands.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static async Task<LogisticModel> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        new(await ModelFile.LoadAsync(path, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a model from a stream asynchronously; see <see cref="Load(Stream)"/>.</summary>
    /// <param name="stream">The stream with the JSON in UTF-8. It is left open.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">The content is not a model that this version understands.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static async Task<LogisticModel> LoadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        new(await ModelFile.LoadAsync(stream, "the model", cancellationToken).ConfigureAwait(false));

    /// <summary>Writes the model to a file on the thread pool; see <see cref="Save(string)"/>.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">A token to cancel the operation before the file is written.</param>
    /// <exception cref="LogRegException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => Save(path), cancellationToken);
    }

    /// <summary>Writes the model to a stream asynchronously.</summary>
    /// <param name="stream">The stream to write to. It is left open.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public Task SaveAsync(Stream stream, CancellationToken cancellationToken = default) =>
        ModelFile.SaveAsync(Content, stream, cancellationToken);

    /// <summary>Scores the rows of a source, each chunk on the thread pool; see
    /// <see cref="Score(DataSource, ScoringOptions?, IProgress{ReadProgress}?, CancellationToken)"/>.</summary>
    /// <param name="source">The input.</param>
    /// <param name="options">The options; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The predictions, in chunks. A chunk is valid until the next one is requested.</returns>
    /// <exception cref="InvalidOperationException">The options ask for intervals or contributions, and the model has more than two
    /// classes.</exception>
    /// <exception cref="LogRegException">The options ask for intervals, and the model has no covariance; or a column is missing, or the
    /// input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public async IAsyncEnumerable<ScoredChunk> ScoreAsync(
        DataSource source,
        ScoringOptions? options = null,
        IProgress<ReadProgress>? progress = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using IEnumerator<ScoredChunk> chunks = await Task.Run(
            () => Score(source, options, progress, cancellationToken).GetEnumerator(), cancellationToken).ConfigureAwait(false);
        while (await Task.Run(chunks.MoveNext, cancellationToken).ConfigureAwait(false))
        {
            yield return chunks.Current;
        }
    }

    /// <summary>Evaluates the model on the thread pool; see
    /// <see cref="Evaluate(DataSource, string?, IProgress{ReadProgress}?, CancellationToken)"/>.</summary>
    /// <param name="source">The input.</param>
    /// <param name="weightColumn">The column of weights, which must be 0 or more; <see langword="null"/> if every row has weight 1.</param>
    /// <param name="progress">Receives progress while the data are read; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LogRegException">A column is missing, no row has a known class and a weight above 0, a weight is missing or
    /// negative, or the input is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public Task<ModelEvaluation> EvaluateAsync(
        DataSource source,
        string? weightColumn = null,
        IProgress<ReadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Task.Run(() => Evaluate(source, weightColumn, progress, cancellationToken), cancellationToken);
    }
}
