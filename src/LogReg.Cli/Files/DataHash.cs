using System.Security.Cryptography;
using LogReg.Cli.Streams;
using LogReg.Collectives;
using LogReg.Data;
using LogReg.Sources;

namespace LogReg.Cli.Files;

/// <summary>The hash of the data that a model is trained on: of a large CSV file and of what can be read only once as it is read; of
/// other files on a thread of its own, of small ones while they are parsed, of large ones when they have been, so that parsing has all
/// cores.</summary>
internal sealed class DataHash : IProgress<TrainingProgress>, IDisposable
{
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationTokenSource _stop;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lock _gate = new();
    private bool _isOfStream;
    private bool _isShared;
    private bool _isIdle = true;
    private CsvSource? _watched;
    private string[] _paths = [];
    private Task<string>? _ofFiles;

    /// <param name="progress">Receives the progress of the training, too; or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    public DataHash(IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        _progress = progress;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Takes an input that can be read only once.</summary>
    /// <param name="stream">The input.</param>
    /// <returns>The same, to be read instead.</returns>
    public Stream Watch(Stream stream)
    {
        _isOfStream = true;
        return new HashingInput(stream, _hash);
    }

    /// <summary>Takes the files of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="collective">The processes that read it, all of which take it. Rank 0 hashes files of up to 16 GiB, except for what is
    /// hashed while it is read.</param>
    public void Take(DataSource source, ICollective collective)
    {
        if (!_isOfStream)
        {
            // The parts may be the sheets of a workbook.
            string[] paths = source is PartsSource ? [.. SourceFile.FilesOf(source.Name)] : [source.Name];
            _paths = paths.All(File.Exists) ? paths : [];
            long size = _paths.Sum(path => new FileInfo(path).Length);
            _isShared = collective.Size > 1 && size > DataFingerprint.LargestChecksum;
            _isIdle = _paths.Length == 0 || collective.Rank > 0 || _isShared;
            _watched = AllCanWatch(size, source, collective) ? (CsvSource)source : null;
            _watched?.TakeFingerprint();
            if (!_isIdle && size <= DataFingerprint.LargestSha256)
            {
                Start();
            }
        }
    }

    /// <summary>Takes notice that the data have been parsed when the first iteration is over.</summary>
    public void Report(TrainingProgress value)
    {
        if (value.Iteration is not null && !_isIdle && _watched?.Fingerprint is null)
        {
            Start();
        }

        _progress?.Report(value);
    }

    /// <summary>Waits for the hash, when the data have been read.</summary>
    /// <returns>The hash; or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The command was interrupted.</exception>
    public (string? Hash, string? Reason) Finish()
    {
        try
        {
            return _isOfStream ? (DataFingerprint.Sha256Prefix + Convert.ToHexStringLower(_hash.GetHashAndReset()), null)
                : _paths.Length == 0 ? (null, "the data are not a file")
                : _watched?.Fingerprint is string read ? (read, null)
                : (Start().GetAwaiter().GetResult(), null);
        }
        catch (LogRegException exception)
        {
            return (null, exception.Message);
        }
    }

    /// <summary>Waits for the hash where several processes compute it together, because the data are large.</summary>
    /// <param name="collective">The processes, each of which has taken the files.</param>
    /// <returns>The hash, or why there is none; <see langword="null"/> where one process computes it.</returns>
    public (string? Hash, string? Reason)? FinishTogether(ICollective collective)
    {
        long[] isShared = [_isShared ? 1 : 0];
        collective.Max(isShared);
        if (isShared[0] == 0)
        {
            return null;
        }

        try
        {
            return (DataFingerprint.OfFiles(_paths, collective, _stop.Token), null);
        }
        catch (LogRegException exception) when (exception is not CollectiveException)
        {
            return (null, exception.Message);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        try
        {
            _ofFiles?.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is OperationCanceledException or LogRegException)
        {
        }

        _hash.Dispose();
        _stop.Dispose();
    }

    private Task<string> Start()
    {
        lock (_gate)
        {
            return _ofFiles ??= Task.Factory.StartNew(
                () => _watched?.CompleteFingerprint(_stop.Token) ?? DataFingerprint.OfFiles(_paths, _stop.Token),
                _stop.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
    }

    private bool AllCanWatch(long size, DataSource source, ICollective collective)
    {
        long[] cannot = [!_isShared && size > DataFingerprint.LargestSha256 && CanWatch(source) ? 0 : 1];
        collective.Max(cannot);
        return cannot[0] == 0;
    }

    // What an archive holds is read, but it is the archive that is hashed.
    private bool CanWatch(DataSource source)
    {
        try
        {
            return _paths.Length == 1 && source is CsvSource && SourceFile.KindOf(_paths[0]) == SourceFileKind.Csv;
        }
        catch (LogRegException)
        {
            // The reading tells.
            return false;
        }
    }
}
