# Starts SimCLR Explorer on Windows, as launch.sh does elsewhere. The first start makes its environment in the user's data
# folder, later ones go straight to it.
#
#   launch.ps1 [--yes] [ARGUMENTS]   starts; --yes installs without asking first
#   launch.ps1 --update              makes the environment that belongs to this version, where it is not there yet
#   launch.ps1 --remove              removes what was installed and downloaded for it; runs and settings stay

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$Name = 'SimCLR Explorer'
$SpareMB = 500 # with less than this left, a failure is put down to the disk
$Facts = @{}
foreach ($line in Get-Content -LiteralPath "$PSScriptRoot\facts") {
    $key, $value = $line -split '=', 2
    $Facts[$key] = $value.Trim("'")
}
$Base = if ($env:SIMCLR_EXPLORER_HOME) { $env:SIMCLR_EXPLORER_HOME } else { "$env:LOCALAPPDATA\simclr-explorer" }
$Data = "$Base\program"
$Environment = "$Data\environments\$($Facts.EDITION)"
$List = "$PSScriptRoot\requirements-graphics.txt"
$NeededGB = [int]$Facts.GRAPHICS_GB

function Stop-WithSentence([string] $Sentence) {
    [Console]::Error.WriteLine($Sentence)
    if ([Environment]::UserInteractive -and -not [Console]::IsInputRedirected) { Read-Host 'Press Enter to close' | Out-Null }
    exit 2
}

# An upgrade may have taken away the Python that it was made with.
function Test-Whole {
    if (-not (Test-Path -LiteralPath "$Environment\whole")) { return $false }
    $python = (Get-Content -LiteralPath "$Environment\pyvenv.cfg") -match '^home = ' -replace '^home = ', ''
    return Test-Path -LiteralPath ([string]$python)
}

function Get-Megabytes([string] $Folder) {
    if (-not (Test-Path -LiteralPath $Folder)) { return 0 }
    $size = Get-ChildItem -LiteralPath $Folder -Recurse -File -Force -ErrorAction SilentlyContinue |
        Measure-Object -Property Length -Sum
    return [long]($size.Sum / 1e6)
}

function Get-FreeMegabytes {
    return [long]((New-Object IO.DriveInfo ([IO.Path]::GetPathRoot($Data))).AvailableFreeSpace / 1e6)
}

# uv prints its progress, with bytes, to the terminal. Elsewhere than in the data folder a project's settings would be read.
function Invoke-Uv([string[]] $Arguments) {
    Push-Location -LiteralPath $Data
    try {
        & "$PSScriptRoot\uv.exe" @Arguments | Out-Host
        return $LASTEXITCODE -eq 0
    } finally { Pop-Location }
}

function Assert-WhatIsCarried {
    foreach ($line in Get-Content -LiteralPath "$PSScriptRoot\sums") {
        $expected, $file = $line -split '  ', 2
        if ((Get-FileHash -LiteralPath "$PSScriptRoot\$file" -Algorithm SHA256).Hash -ne $expected) {
            Stop-WithSentence "The files in $PSScriptRoot are not as they were made: install $Name anew."
        }
    }
}

function Test-Index {
    $smallest = (Get-Content -LiteralPath $List -TotalCount 1).Split(' ')[0]
    return Invoke-Uv @('--quiet', 'pip', 'install', '--python', $Environment, '--dry-run', '--no-deps', '--refresh', $smallest)
}

function Confirm-Installation([bool] $AssumesYes) {
    Write-Host "$Name $($Facts.EDITION.Split('-')[0]) needs about $NeededGB GB in $Data; about $($Facts.GRAPHICS_DOWNLOAD_GB) GB are downloaded now."
    if (-not $AssumesYes -and (Read-Host 'Go on? [Y/n]') -match '^[Nn]') {
        Remove-Item -LiteralPath $Environment -Recurse -Force
        Stop-WithSentence 'Nothing was installed.'
    }
}

function Install-Environment([bool] $AssumesYes) {
    New-Item -ItemType Directory -Force -Path "$Data\environments" | Out-Null
    Assert-WhatIsCarried
    Remove-Item -Path "$Data\cache\.tmp*" -Recurse -Force -ErrorAction SilentlyContinue # files that were interrupted
    $free = Get-FreeMegabytes
    if ($free + (Get-Megabytes $Data) -lt $NeededGB * 1000) {
        Stop-WithSentence "$Name needs about $NeededGB GB in $Data, where $free MB are free: make room, and start again."
    }
    $env:UV_CACHE_DIR = "$Data\cache"
    $env:UV_PYTHON_INSTALL_DIR = "$Data\pythons"
    $env:UV_CONCURRENT_DOWNLOADS = '4' # as many files are begun anew after a break
    $env:UV_SYSTEM_CERTS = 'true' # networks that look into what passes have their certificate there
    if (Test-Path -LiteralPath $Environment) { Remove-Item -LiteralPath $Environment -Recurse -Force } # half of one
    if (-not (Invoke-Uv @('--quiet', 'venv', '--no-project', '--python', $Facts.PYTHON, $Environment))) {
        Stop-WithSentence "Python ($($Facts.PYTHON)) is not here and could not be downloaded: connect to a network, or install Python, and start again."
    }
    if (-not (Test-Index)) {
        Stop-WithSentence "The first start downloads the program's packages, and there is no network that reaches them: connect, and start again."
    }
    Confirm-Installation $AssumesYes
    $install = @('pip', 'install', '--python', $Environment, '--compile-bytecode', '--only-binary', ':all:')
    $wheel = (Get-ChildItem -LiteralPath $PSScriptRoot -Filter 'simclr_explorer-*.whl').FullName
    if (-not ((Invoke-Uv ($install + @('--require-hashes', '-r', $List))) -and
            (Invoke-Uv ($install + @('--quiet', '--no-deps', '--offline', $wheel))))) {
        Resolve-Failure
    }
    Set-Content -LiteralPath "$Environment\whole" -Value 'graphics'
    Get-ChildItem -LiteralPath "$Data\environments" -Directory | Where-Object FullName -ne $Environment |
        Remove-Item -Recurse -Force -ErrorAction SilentlyContinue # one that still runs is locked, and goes next time
}

function Resolve-Failure {
    if ((Get-FreeMegabytes) -lt $SpareMB) {
        Stop-WithSentence "The disk is full: $Data needs about $NeededGB GB. Make room, and start again: it goes on with what is here."
    }
    if (-not (Test-Index)) {
        Stop-WithSentence 'The network was lost. Start again once it is there: it goes on with what is here.'
    }
    Stop-WithSentence 'The packages could not be installed; the reason stands above. Start again, or begin anew after --remove.'
}

function Remove-Program {
    $removed = Get-Megabytes $Data
    foreach ($part in 'environments', 'cache', 'pythons') {
        if (Test-Path -LiteralPath "$Data\$part") { Remove-Item -LiteralPath "$Data\$part" -Recurse -Force }
    }
    Write-Host "Removed $removed MB from $Data. Runs and settings stay."
}

$assumesYes = $false
$onlyUpdates = $false
$given = [Collections.Generic.List[string]]$args
while ($given.Count -and $given[0] -in '--yes', '--update', '--remove') {
    switch ($given[0]) {
        '--yes' { $assumesYes = $true }
        '--update' { $onlyUpdates = $true }
        '--remove' { Remove-Program; exit 0 }
    }
    $given.RemoveAt(0)
}
if (-not (Test-Whole)) { Install-Environment $assumesYes }
if ($onlyUpdates) { exit 0 }
& "$Environment\Scripts\simclr-gui.exe" @given
exit $LASTEXITCODE
