namespace LogReg.Checking;

/// <summary>What the sample says of a feature.</summary>
/// <param name="RocAuc">How well the feature alone ranks the classes; NaN if there is no such number.</param>
/// <param name="Fingerprint">The fingerprint of its cells.</param>
/// <param name="IsSuspect">Whether there is something to say, or to ask all rows about.</param>
internal readonly record struct FeatureScreen(double RocAuc, long Fingerprint, bool IsSuspect);
