using LogReg.Server.Problems;
using LogReg.Terms;

namespace LogReg.Server.Models;

/// <summary>A model file, with the version of it that is served.</summary>
internal sealed class ModelSlot
{
    private readonly Func<string, LogisticModel> _load;
    private FileStamp _served;
    private FileStamp? _failed;
    private FileStamp? _told;

    /// <summary>Loads the file.</summary>
    /// <param name="name">The name it is served under.</param>
    /// <param name="path">The file.</param>
    /// <param name="load">Reads a file; <see langword="null"/> to read a model file.</param>
    /// <exception cref="LogRegException">The file is no model that can be served.</exception>
    public ModelSlot(string name, string path, Func<string, LogisticModel>? load = null)
    {
        _load = load ?? LogisticModel.Load;
        Path = path;
        _served = FileStamp.Of(path);
        Current = Load(name, path);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The version that is served. Requests take it once.</summary>
    public ServedModel Current { get; private set => Volatile.Write(ref field, value); }

    /// <summary>Why the file as it is now is not served; <see langword="null"/> if it is.</summary>
    public string? Problem { get; private set => Volatile.Write(ref field, value); }

    /// <summary>The problem for those who send requests, whom the folders of the server do not concern.</summary>
    public string? PublicProblem => Problem?.Replace(System.IO.Path.GetFullPath(Path), FileName, StringComparison.Ordinal)
        .Replace(Path, FileName, StringComparison.Ordinal);

    private string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Looks at the file, and loads it if it has changed.</summary>
    /// <returns>What has happened.</returns>
    public ReloadOutcome Refresh()
    {
        FileStamp stamp = FileStamp.Of(Path);
        if (stamp == _served)
        {
            bool isBack = Problem is not null;
            Problem = null;
            _failed = _told = null;
            return isBack ? ReloadOutcome.Loaded : ReloadOutcome.Unchanged;
        }

        if (stamp == _told)
        {
            return ReloadOutcome.Unchanged;
        }

        try
        {
            ServedModel loaded = Load(Current.Name, Path);
            Current = loaded;
            _served = stamp;
            _failed = _told = null;
            Problem = null;
            return ReloadOutcome.Loaded;
        }
        catch (LogRegException exception)
        {
            // A file that is still being written is not broken: only one that stays as it is.
            bool stays = stamp == _failed;
            _failed = stamp;
            if (!stays)
            {
                return ReloadOutcome.Unchanged;
            }

            _told = stamp;
            Problem = RequestSpelling.Of(exception.Text);
            return ReloadOutcome.Failed;
        }
    }

    private ServedModel Load(string name, string path)
    {
        try
        {
            return new ServedModel(name, Served(_load(path), path));
        }
#pragma warning disable CA1031 // Whatever a file makes of its reader, the version before is served.
        catch (Exception exception) when (exception is not LogRegException)
#pragma warning restore CA1031
        {
            throw new LogRegException(
                $"{path}: the file cannot be loaded: {exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}",
                "train the model again",
                exception);
        }
    }

    // Rows of requests have columns or a vector, not both.
    private static LogisticModel Served(LogisticModel model, string path) =>
        model.Features.OfType<VectorFeature>().FirstOrDefault() is VectorFeature vector
            && (model.Features.Count > 1 || model.OffsetColumn is not null)
            ? throw new LogRegException(
                $"{path}: the model reads vectors (column '{vector.Name}') beside columns, which requests cannot send",
                "score such data with 'logreg predict'")
            : model;

    /// <summary>What tells one version of a file from another.</summary>
    private readonly record struct FileStamp(string Target, DateTime Written, long Length)
    {
        public static FileStamp Of(string path)
        {
            try
            {
                // The file behind a link: some systems replace the link's target.
                var file = new FileInfo(path);
                FileSystemInfo final = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
                return final is FileInfo { Exists: true } found
                    ? new FileStamp(found.FullName, found.LastWriteTimeUtc, found.Length)
                    : default;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return default;
            }
        }
    }
}
