namespace LogReg.Server.Models;

/// <summary>A model file, with the version of it that is served.</summary>
internal sealed class ModelSlot
{
    private FileStamp _served;
    private FileStamp? _failed;

    /// <summary>Loads the file.</summary>
    /// <param name="name">The name it is served under.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="LogRegException">The file is no model that can be served.</exception>
    public ModelSlot(string name, string path)
    {
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

    /// <summary>Looks at the file, and loads it if it has changed.</summary>
    /// <returns>What has happened.</returns>
    public ReloadOutcome Refresh()
    {
        FileStamp stamp = FileStamp.Of(Path);
        if (stamp == _served)
        {
            bool isBack = Problem is not null;
            Problem = null;
            _failed = null;
            return isBack ? ReloadOutcome.Loaded : ReloadOutcome.Unchanged;
        }

        if (stamp == _failed && Problem is not null)
        {
            return ReloadOutcome.Unchanged;
        }

        try
        {
            ServedModel loaded = Load(Current.Name, Path);
            Current = loaded;
            _served = stamp;
            _failed = null;
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

            Problem = exception.Message;
            return ReloadOutcome.Failed;
        }
    }

    private static ServedModel Load(string name, string path)
    {
        LogisticModel model = LogisticModel.Load(path);
        return model.Features.OfType<Terms.VectorFeature>().FirstOrDefault() is Terms.VectorFeature vector
            ? throw new LogRegException(
                $"{path}: the model reads vectors (column '{vector.Name}', from a LIBSVM file), which requests do not have yet",
                "score such data with 'logreg predict'")
            : new ServedModel(name, model);
    }

    /// <summary>What tells one version of a file from another.</summary>
    private readonly record struct FileStamp(DateTime Written, long Length)
    {
        public static FileStamp Of(string path)
        {
            try
            {
                // The file behind a link: some systems replace the link's target.
                var file = new FileInfo(path);
                FileSystemInfo final = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
                return final is FileInfo { Exists: true } found ? new FileStamp(found.LastWriteTimeUtc, found.Length) : default;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return default;
            }
        }
    }
}
